import type { Json } from '../../base/json.ts';
import type { ForkTask } from '../../workflow/definition.ts';
import type { Action, Activity, ListPlan, Outcome, TaskPlan } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { runTask } from '../runTask.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';

/**
 * `fork`: its branches at the same virtual time. With `compete` the first that completes gives the output and the rest
 * is cancelled; otherwise the output lists theirs in the order in which they are declared. A branch that ends the workflow
 * cancels the rest, whose outputs are null. A branch that faults before the fork is over faults the fork. Each branch has a
 * `$context` of its own. A branch has no other to go on with: the name of a task in its `then` is a configuration error.
 */
export function planFork(task: ForkTask, context: PlanContext): Action {
  const branches = context.planList(task.fork.branches, `${context.reference}/fork/branches`, context);
  const compete = task.fork.compete === true;
  return { kind: 'routine', perform: (activity) => fork(branches, compete, activity) };
}

function* fork({ tasks }: ListPlan, compete: boolean, activity: Activity): Routine<Outcome> {
  const outputs: Json[] = tasks.map(() => null);
  let winner: Json = null;
  let hasEnded = false;
  const branches = tasks.map((task, index) =>
    runBranch(task, activity, ({ output, flow }) => {
      outputs[index] = output;
      winner = output;
      hasEnded = flow === 'end';
    }),
  );
  yield { kind: 'fork', branches, isOver: () => compete || hasEnded };
  const output = compete ? winner : outputs;
  return hasEnded ? { output, flow: 'end' } : { output };
}

function* runBranch(task: TaskPlan, activity: Activity, done: (outcome: Outcome) => void): Routine<void> {
  const { frame, input } = activity;
  const outcome = yield* runTask(task, { ...frame, context: { value: frame.context.value } }, input);
  const { flow = 'continue' } = outcome;
  if (!['continue', 'exit', 'end'].includes(flow)) {
    const detail = `The branch '${task.name}' goes on with '${flow}', but the branches of a fork run side by side.`;
    throw standardFault('configuration', { detail, instance: task.reference });
  }
  done(outcome);
}
