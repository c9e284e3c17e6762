import type { Json } from '../base/json.ts';
import type { Frame, ListPlan, Outcome, TaskPlan } from './plan.ts';
import { runInstant, runTask } from './runTask.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';

/**
 * Runs tasks in the order that their flow directives give. The output is the last task's; the flow is `end` where a task
 * ended the workflow, otherwise absent: `exit` ends this list only.
 */
export function* runList(list: ListPlan, frame: Frame, input: Json): Routine<Outcome> {
  return withoutExit(yield* runListToExit(list, frame, input));
}

/** The same, with the flow `exit` where a task ended the list. */
export function* runListToExit(list: ListPlan, frame: Frame, input: Json): Routine<Outcome> {
  const walk = new Walk(list, input);
  for (let task = walk.runInstants(frame); task !== null; task = walk.runInstants(frame)) {
    walk.goOn(task, yield* runTask(task, frame, walk.data));
  }
  return walk.outcome();
}

/** Runs tasks of which none can take time, as `runList` does. */
export function runInstantList(list: ListPlan, frame: Frame, input: Json): Outcome {
  const walk = new Walk(list, input);
  walk.runInstants(frame);
  return withoutExit(walk.outcome());
}

function withoutExit(outcome: Outcome): Outcome {
  return outcome.flow === 'exit' ? { output: outcome.output } : outcome;
}

/** How far the tasks of a list are. */
class Walk {
  /** What the last task gave. */
  data: Json;
  readonly #list: ListPlan;
  #index = 0;
  #ending: 'exit' | 'end' | null = null;

  constructor(list: ListPlan, input: Json) {
    this.#list = list;
    this.data = input;
  }

  /** Runs what takes no time, up to the task that may, which it gives; null at the end. */
  runInstants(frame: Frame): TaskPlan | null {
    for (;;) {
      const task = this.#list.tasks[this.#index];
      if (task === undefined) return null;
      if (task.instant === null) return task;
      this.goOn(task, runInstant(task, task.instant, frame, this.data));
    }
  }

  /** Goes where a task that has ended says. */
  goOn(task: TaskPlan, { output, flow = 'continue' }: Outcome): void {
    this.data = output;
    if (flow === 'continue') this.#index++;
    else if (flow === 'exit' || flow === 'end') {
      this.#ending = flow;
      this.#index = this.#list.tasks.length;
    } else this.#index = this.#target(task, flow);
  }

  outcome(): Outcome {
    return this.#ending === null ? { output: this.data } : { output: this.data, flow: this.#ending };
  }

  #target(task: TaskPlan, name: string): number {
    const target = this.#list.indices.get(name);
    if (target !== undefined && target !== null) return target;
    const problem = target === null ? 'more than one task beside it has that name' : 'there is no such task beside it';
    const detail = `The task '${task.name}' goes on with '${name}', but ${problem}.`;
    throw standardFault('configuration', { detail, instance: task.reference });
  }
}
