import type { CallTask } from '../../workflow/definition.ts';
import type { Action } from '../plan.ts';
import { named, type PlanContext, unplannable } from '../planContext.ts';
import { planA2aCall } from './callA2a.ts';
import { planAsyncApiCall } from './callAsyncApi.ts';
import { planFunctionCall } from './callFunction.ts';
import { planGrpcCall } from './callGrpc.ts';
import { planHttpCall } from './callHttp.ts';
import { planMcpCall } from './callMcp.ts';
import { planOpenApiCall } from './callOpenApi.ts';
import { planRemoteFunctionCall } from './callRemoteFunction.ts';
import { houseActions, planHouseAction } from './houseAction.ts';

/** `call`: one of the protocols, an action of the default catalog, or a function. */
export function planCall(task: CallTask, context: PlanContext): Action {
  switch (task.call) {
    case 'http':
      return planHttpCall(task, context);
    case 'openapi':
      return planOpenApiCall(task, context);
    case 'grpc':
      return planGrpcCall(task, context);
    case 'mcp':
      return planMcpCall(task, context);
    case 'a2a':
      return planA2aCall(task, context);
    case 'asyncapi':
      return planAsyncApiCall(task, context);
  }
  return planNamedCall(task, context);
}

function planNamedCall(task: CallTask, context: PlanContext): Action {
  const definition = named(context.use.functions, task.call);
  if (definition !== undefined) return planFunctionCall(task.call, definition, task, context);
  const action = houseActions.find(({ function: name }) => name === task.call);
  // A catalog that is declared as `default` takes the place of the runtime's own (dsl.md, "Default Catalog").
  const isOverridden = named(context.use.catalogs, 'default') !== undefined;
  if (action !== undefined && !isOverridden) return planHouseAction(action, task, context);
  const remote = planRemoteFunctionCall(task, context);
  return remote ?? unplannable(context, `There is no function '${task.call}' in use.functions.`);
}
