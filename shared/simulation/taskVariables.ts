import type { Json, JsonObject } from '../base/json.ts';
import type { Frame, TaskPlan } from './plan.ts';
import type { Variables } from './variables.ts';

/** What the expressions of one task see, over the variables around it: more as the task goes on. */
export class TaskVariables implements Variables {
  readonly #task: TaskPlan;
  readonly #frame: Frame;
  readonly #rawInput: Json;
  readonly #startedAt: JsonObject;
  #context: Json;
  #input: Json | undefined = undefined;
  #rawOutput: Json | undefined = undefined;
  #output: Json | undefined = undefined;

  constructor(task: TaskPlan, frame: Frame, rawInput: Json) {
    this.#task = task;
    this.#frame = frame;
    this.#rawInput = rawInput;
    this.#startedAt = frame.run.recorder.moment();
    this.#context = frame.context.value;
  }

  /** From here on there is `$input`. */
  start(input: Json): void {
    this.#input = input;
  }

  /** From here on `$context` is what it is now, and `$task` says what the task gave. */
  complete(rawOutput: Json): void {
    this.#context = this.#frame.context.value;
    this.#rawOutput = rawOutput;
  }

  /** From here on there is `$output`. */
  transform(output: Json): void {
    this.#output = output;
  }

  find(name: string): Json | undefined {
    switch (name) {
      case 'context':
        return this.#context;
      case 'task':
        return this.#descriptor();
      case 'input':
        return this.#input === undefined ? this.#frame.variables.find(name) : this.#input;
      case 'output':
        return this.#output === undefined ? this.#frame.variables.find(name) : this.#output;
      default:
        return this.#frame.variables.find(name);
    }
  }

  all(): JsonObject {
    const own = { context: this.#context, task: this.#descriptor() };
    const input = this.#input === undefined ? null : { input: this.#input };
    const output = this.#output === undefined ? null : { output: this.#output };
    return { ...this.#frame.variables.all(), ...own, ...input, ...output };
  }

  /** `$task`: made where an expression asks for it. Inside an extension it is the task that is extended. */
  #descriptor(): JsonObject {
    const { name, reference, definition } = this.#task;
    const own = { name, reference, definition, input: this.#rawInput, startedAt: this.#startedAt };
    const descriptor = this.#frame.extended ?? own;
    return this.#rawOutput === undefined ? descriptor : { ...descriptor, output: this.#rawOutput };
  }
}
