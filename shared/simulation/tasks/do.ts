import type { DoTask } from '../../workflow/definition.ts';
import type { Action } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { runInstantList, runList } from '../runList.ts';

/** `do`: its tasks one after the other. */
export function planDo(task: DoTask, context: PlanContext): Action {
  const list = context.planList(task.do, `${context.reference}/do`, context);
  if (list.isInstant) return { kind: 'instant', perform: ({ frame, input }) => runInstantList(list, frame, input) };
  return { kind: 'routine', perform: ({ frame, input }) => runList(list, frame, input) };
}
