import type { Json } from '../../base/json.ts';
import type { SetTask } from '../../workflow/definition.ts';
import type { Action } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planValue } from '../planValue.ts';

/** `set`: the output is what the values and expressions give. */
export function planSet(task: SetTask, context: PlanContext): Action {
  const value = planValue(task.set as Json, within(context, 'set'));
  return { kind: 'instant', perform: (activity) => ({ output: value(activity.input, activity) }) };
}
