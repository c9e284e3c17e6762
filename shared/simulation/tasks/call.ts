import type { CallTask } from '../../workflow/definition.ts';
import type { Action } from '../plan.ts';
import { named, type PlanContext, unplannable } from '../planContext.ts';
import { planHttpCall } from './callHttp.ts';
import { planOpenApiCall } from './callOpenApi.ts';
import { houseActions, planHouseAction } from './houseAction.ts';

/** `call`: HTTP, or an action of the default catalog. */
export function planCall(task: CallTask, context: PlanContext): Action {
  if (task.call === 'http') return planHttpCall(task, context);
  if (task.call === 'openapi') return planOpenApiCall(task, context);
  const action = houseActions.find(({ function: name }) => name === task.call);
  if (action !== undefined) return planHouseAction(action, task, context);
  const isFunction = named(context.use.functions, task.call) !== undefined;
  const what = isFunction ? `the function '${task.call}'` : `'${task.call}'`;
  return unplannable(context, `A call of ${what} is not rehearsed yet.`);
}
