import type { ValueFollower } from './followValue.ts';
import { constant, join, type Shape } from './shape.ts';
import { newRecord, type TaskRecord } from './taskRecord.ts';
import { joinStates, type State } from './workflowState.ts';

/** What following a workflow notes of its tasks, and of one task by itself where that is recorded. */
export class WorkflowNotes {
  /** References of the tasks that nothing leads to. */
  readonly unreached = new Set<string>();
  /** The input of each task behind `input.from`, by its reference. */
  readonly inputs = new Map<string, Shape>();
  /** What each task gave before `output.as`: extensions behind it see that. */
  readonly outputs = new Map<string, Shape>();
  readonly #values: ValueFollower;
  #ended: State | null = null;
  #record: TaskRecord | null = null;

  constructor(values: ValueFollower) {
    this.#values = values;
  }

  /** What the tasks leave that end the workflow; null where none does. */
  get ended(): State | null {
    return this.#ended;
  }

  /** Runs a part, and gives what was noted meanwhile, of values too. */
  recorded<T>(run: () => T): { readonly result: T; readonly record: TaskRecord } {
    const record = newRecord();
    this.#recordInto(record);
    const result = run();
    this.#recordInto(null);
    return { result, record };
  }

  /** Notes again what came of a task, at the price in steps that it had. */
  replay(record: TaskRecord, steps: number): void {
    this.#values.replay(record, steps);
    for (const [reference, shape] of record.inputs) this.input(reference, shape);
    for (const [reference, shape] of record.outputs) this.output(reference, shape);
    for (const reference of record.unreached) this.unreach(reference);
    for (const state of record.ended) this.end(state);
  }

  input(reference: string, shape: Shape): void {
    this.#record?.inputs.push([reference, shape]);
    this.inputs.set(reference, join(this.inputs.get(reference) ?? constant, shape));
  }

  output(reference: string, shape: Shape): void {
    this.#record?.outputs.push([reference, shape]);
    this.outputs.set(reference, join(this.outputs.get(reference) ?? constant, shape));
  }

  unreach(reference: string): void {
    this.#record?.unreached.push(reference);
    this.unreached.add(reference);
  }

  end(state: State): void {
    this.#record?.ended.push(state);
    this.#ended = this.#ended === null ? state : joinStates(this.#ended, state);
  }

  /** Says that what is recorded depends on more than the task: on a function, or on another workflow. */
  goBeyond(): void {
    if (this.#record !== null) this.#record.isOwn = false;
  }

  #recordInto(record: TaskRecord | null): void {
    this.#record = record;
    this.#values.recordInto(record);
  }
}
