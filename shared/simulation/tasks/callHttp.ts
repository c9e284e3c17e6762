import type { JsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import type { HttpOutput } from '../../workflow/definitionCalls.ts';
import { type FindTarget, planEndpoint } from '../endpoint.ts';
import { exchange, type HttpReading, type HttpRequest, objectOf, sentHeaders } from '../httpExchange.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planOptional, planValue } from '../planValue.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';
import { withQuery } from '../uri.ts';

interface HttpPlan {
  readonly method: ValuePlan;
  readonly endpoint: FindTarget;
  readonly headers: ValuePlan | null;
  readonly query: ValuePlan | null;
  readonly body: ValuePlan | null;
  readonly reading: HttpReading;
}

/** `call: http`. */
export function planHttpCall(task: CallTask, context: PlanContext): Action {
  const { method = 'GET', endpoint, headers, query, body, output = 'content', redirect } = task.with ?? {};
  const plan: HttpPlan = {
    method: planValue(method, within(context, 'with', 'method')),
    endpoint: planEndpoint(endpoint, within(context, 'with', 'endpoint')),
    headers: planOptional(headers, within(context, 'with', 'headers')),
    query: planOptional(query, within(context, 'with', 'query')),
    body: planOptional(body, within(context, 'with', 'body')),
    // The schema allows three outputs and no other.
    reading: { output: output as HttpOutput, redirect: redirect === true },
  };
  return { kind: 'routine', perform: (activity) => call(plan, activity) };
}

function* call(plan: HttpPlan, activity: Activity): Routine<Outcome> {
  return { output: yield* exchange(activity, 'http', yield* buildRequest(plan, activity), plan.reading) };
}

function* buildRequest(plan: HttpPlan, activity: Activity): Routine<HttpRequest & JsonObject> {
  const { input, reference } = activity;
  const { uri, authorization } = yield* plan.endpoint(activity);
  const method = plan.method(input, activity);
  if (typeof method !== 'string') {
    const detail = 'The call needs a method that is a text.';
    throw standardFault('configuration', { detail, instance: reference });
  }
  const headers = objectOf(plan.headers?.(input, activity), 'headers', reference);
  return {
    method: method.toUpperCase(),
    uri: withQuery(uri, objectOf(plan.query?.(input, activity), 'query', reference)),
    headers: sentHeaders(headers, authorization),
    body: plan.body?.(input, activity) ?? null,
  };
}
