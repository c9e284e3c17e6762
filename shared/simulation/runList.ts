import type { Json } from '../base/json.ts';
import type { Frame, ListPlan, Outcome } from './plan.ts';
import { runInstant, runTask } from './runTask.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';

/**
 * Runs tasks in the order that their flow directives give. The output is the last task's; the flow is `end` where a task
 * ended the workflow, otherwise absent: `exit` ends this list only.
 */
export function* runList(list: ListPlan, frame: Frame, input: Json): Routine<Outcome> {
  const { output, flow } = yield* runListToExit(list, frame, input);
  return flow === 'end' ? { output, flow } : { output };
}

/** The same, with the flow `exit` where a task ended the list. */
export function* runListToExit(list: ListPlan, frame: Frame, input: Json): Routine<Outcome> {
  let data = input;
  let index = 0;
  for (;;) {
    const task = list.tasks[index];
    if (task === undefined) return { output: data };
    const { output, flow = 'continue' } =
      task.instant !== null && frame.run.extensions.length === 0
        ? runInstant(task, task.instant, frame, data)
        : yield* runTask(task, frame, data);
    data = output;
    if (flow === 'continue') index++;
    else if (flow === 'exit') return { output: data, flow };
    else if (flow === 'end') return { output: data, flow };
    else {
      const target = list.indices.get(flow);
      if (target === undefined || target === null) {
        const problem =
          target === null ? 'more than one task beside it has that name' : 'there is no such task beside it';
        const detail = `The task '${task.name}' goes on with '${flow}', but ${problem}.`;
        throw standardFault('configuration', { detail, instance: task.reference });
      }
      index = target;
    }
  }
}
