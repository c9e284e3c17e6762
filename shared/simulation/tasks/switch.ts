import type { SwitchTask } from '../../workflow/definition.ts';
import type { Action } from '../plan.ts';
import { type PlanContext, unplannable, within } from '../planContext.ts';
import { planBareExpression } from '../planExpression.ts';
import { isTruthy } from '../truth.ts';

/**
 * `switch`: goes on where the first case that matches says; the case without `when` counts last, and there is one at most;
 * without a match, as the task's own `then` says.
 */
export function planSwitch(task: SwitchTask, context: PlanContext): Action {
  const { reference } = context;
  const cases = task.switch.flatMap(Object.entries).map(([name, { when, then }], index) => ({
    branch: `${reference}#case:${index}`,
    flow: then,
    condition: when === undefined ? null : planBareExpression(when, within(context, 'switch', index, name, 'when')),
  }));
  const [fallback, another] = cases.filter(({ condition }) => condition === null);
  if (another !== undefined) return unplannable(context, 'Only one case of a switch may be without a condition.');
  const noMatch = { branch: `${reference}#none`, flow: undefined };
  context.branches.push(...cases.map(({ branch }) => branch));
  if (fallback === undefined) context.branches.push(noMatch.branch);
  return {
    kind: 'instant',
    perform: (activity) => {
      const { input, run } = activity;
      const match = cases.find(({ condition }) => condition !== null && isTruthy(condition(input, activity)));
      const { branch, flow } = match ?? fallback ?? noMatch;
      run.recorder.branch(branch, run);
      return flow === undefined ? { output: input } : { output: input, flow };
    },
  };
}
