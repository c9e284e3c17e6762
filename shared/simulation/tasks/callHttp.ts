import type { Json, JsonObject } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import type { HttpOutput } from '../../workflow/definitionCalls.ts';
import { type Authenticate, planAuthentication } from '../authentication.ts';
import { requireAnswer } from '../effects.ts';
import { contentOf, rawContentOf, statusFault } from '../httpAnswer.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { planOptional, planValue } from '../planValue.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';
import type { StubAnswer } from '../stubBook.ts';
import { expandUri, withQuery } from '../uri.ts';

interface HttpPlan {
  readonly method: ValuePlan;
  readonly endpoint: ValuePlan;
  /** Whether the address is written out, so that `{name}` in it is a variable. */
  readonly isTemplate: boolean;
  readonly authenticate: Authenticate;
  readonly headers: ValuePlan | null;
  readonly query: ValuePlan | null;
  readonly body: ValuePlan | null;
  readonly output: HttpOutput;
  readonly redirect: boolean;
}

/** `call: http`. */
export function planHttpCall(task: CallTask, context: PlanContext): Action {
  const { method = 'GET', endpoint = '', headers, query, body, output = 'content', redirect } = task.with ?? {};
  const address = isJsonObject(endpoint) ? (endpoint.uri ?? '') : endpoint;
  const plan: HttpPlan = {
    method: planValue(method, context),
    endpoint: planValue(address, context),
    isTemplate: typeof address === 'string' && !address.trimStart().startsWith('${'),
    authenticate: planAuthentication(isJsonObject(endpoint) ? endpoint.authentication : undefined, context),
    headers: planOptional(headers, context),
    query: planOptional(query, context),
    body: planOptional(body, context),
    // The schema allows these three and no other.
    output: output as HttpOutput,
    redirect: redirect === true,
  };
  return { kind: 'routine', perform: (activity) => call(plan, activity) };
}

function* call(plan: HttpPlan, activity: Activity): Routine<Outcome> {
  const request = buildRequest(plan, activity);
  const title = `${request.method} ${request.uri}`;
  const answer = yield* requireAnswer(activity, { kind: 'http', request: { ...request }, title });
  const fault = statusFault(answer.status, plan.redirect, title, activity.reference);
  if (fault !== null) throw fault;
  return { output: outputOf(plan.output, request, answer) };
}

interface HttpRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: JsonObject;
  readonly body: Json;
}

function buildRequest(plan: HttpPlan, activity: Activity): HttpRequest {
  const { input, reference } = activity;
  const authorization = plan.authenticate(activity);
  const method = plan.method(input, activity);
  const address = plan.endpoint(input, activity);
  if (typeof method !== 'string' || typeof address !== 'string' || address === '') {
    const detail = 'The call needs a method and an endpoint that are texts.';
    throw standardFault('configuration', { detail, instance: reference });
  }
  const target = plan.isTemplate ? expandUri(address, input, reference) : address;
  const headers = objectOf(plan.headers?.(input, activity), 'headers', reference);
  return {
    method: method.toUpperCase(),
    uri: withQuery(target, objectOf(plan.query?.(input, activity), 'query', reference)),
    headers: authorization === null ? headers : { ...headers, authorization },
    body: plan.body?.(input, activity) ?? null,
  };
}

function objectOf(value: Json | undefined, what: string, instance: string): JsonObject {
  if (value === undefined || value === null) return {};
  if (isJsonObject(value)) return value;
  throw standardFault('expression', { detail: `The ${what} of the call are no map.`, instance });
}

function outputOf(mode: HttpOutput, request: HttpRequest, answer: StubAnswer): Json {
  switch (mode) {
    case 'raw':
      return rawContentOf(answer);
    case 'content':
      return contentOf(answer);
    case 'response': {
      const { method, uri, headers } = request;
      return {
        request: { method, uri, headers },
        statusCode: answer.status,
        headers: answer.headers,
        content: contentOf(answer),
      };
    }
  }
}
