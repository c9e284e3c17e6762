import type { DoTask } from '../../workflow/definition.ts';
import type { Action } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { runList } from '../runList.ts';

/** `do`: its tasks one after the other. */
export function planDo(task: DoTask, context: PlanContext): Action {
  const list = context.planList(task.do, `${context.reference}/do`, context);
  return { kind: 'routine', perform: (activity) => runList(list, activity.frame, activity.input) };
}
