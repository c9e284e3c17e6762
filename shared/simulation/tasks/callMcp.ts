import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import { requireAnswerWithin } from '../effects.ts';
import { planEndpoint } from '../endpoint.ts';
import { sentHeaders } from '../httpExchange.ts';
import { jsonRpcResult } from '../jsonRpc.ts';
import type { Action, Activity, Outcome } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { planDuration, planOptional, planValue } from '../planValue.ts';
import { atOnce, type Routine } from '../scheduler.ts';

/** Version of the protocol unless said (reference, "MCP Call"). */
const defaultProtocolVersion = '2025-06-18';

/** `call: mcp`: an effect with method, parameters and transport. */
export function planMcpCall(task: CallTask, context: PlanContext): Action {
  const {
    method = '',
    parameters,
    protocolVersion = defaultProtocolVersion,
    client,
    timeout,
    transport,
  } = task.with ?? {};
  const parts = planValue({ method, protocolVersion, ...(client !== undefined && { client }) }, context);
  const values = planOptional(parameters, context);
  const channel = planTransport(isJsonObject(transport) ? transport : {}, context);
  const limit = timeout === undefined ? null : planDuration(timeout, context);
  return {
    kind: 'routine',
    *perform(activity): Routine<Outcome> {
      const { input, reference } = activity;
      const resolved = parts(input, activity);
      // The transport authenticates; the parameters may read `$authorization`.
      const transportUsed = yield* channel(activity);
      const request: JsonObject = {
        ...(isJsonObject(resolved) ? resolved : {}),
        parameters: values?.(input, activity) ?? {},
        transport: transportUsed,
      };
      const title = `mcp ${String(request.method)}`;
      const effect = { kind: 'mcp', request, title } as const;
      const allowed = limit?.(input, activity) ?? Number.POSITIVE_INFINITY;
      const { output } = yield* requireAnswerWithin(allowed, activity, effect);
      return { output: jsonRpcResult(output, title, reference) };
    },
  };
}

function planTransport(
  { http, stdio, options }: JsonObject,
  context: PlanContext,
): (activity: Activity) => Routine<JsonObject> {
  const more = planOptional(options, context);
  if (!isJsonObject(http)) {
    const process = planValue(stdio ?? null, context);
    return (activity) => {
      const { input } = activity;
      return atOnce({ stdio: process(input, activity), ...(more !== null && { options: more(input, activity) }) });
    };
  }
  const endpoint = planEndpoint(http.endpoint, context);
  const headers = planValue(http.headers ?? {}, context);
  return function* throughHttp(activity): Routine<JsonObject> {
    const { input } = activity;
    const { uri, authorization } = yield* endpoint(activity);
    const given = headers(input, activity);
    const sent = sentHeaders(isJsonObject(given) ? given : {}, authorization);
    return { http: { endpoint: uri, headers: sent }, ...(more !== null && { options: more(input, activity) }) };
  };
}
