import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import type { HttpOutput } from '../../workflow/definitionCalls.ts';
import { type Authenticate, planAuthentication } from '../authentication.ts';
import { askStub, received } from '../effects.ts';
import { type FindTarget, planResource, type Target } from '../endpoint.ts';
import { missingText, readDocument, readExternalText } from '../externalText.ts';
import { exchange, type HttpReading, objectOf, readAnswer, sentHeaders } from '../httpExchange.ts';
import { findOperation } from '../openApi/operation.ts';
import { operationRequest } from '../openApi/operationRequest.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { planOptional, planValue } from '../planValue.ts';
import { rememberLast } from '../rememberLast.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';

interface OpenApiPlan {
  readonly document: FindTarget;
  readonly operationId: ValuePlan;
  readonly parameters: ValuePlan | null;
  readonly authenticate: Authenticate;
  readonly reading: HttpReading;
  readonly read: (text: string) => Json | null;
}

/** `call: openapi`: reads the document, finds the operation and sends the request that it describes. */
export function planOpenApiCall(task: CallTask, context: PlanContext): Action {
  const { document, operationId = null, parameters, authentication, output = 'content', redirect } = task.with ?? {};
  const plan: OpenApiPlan = {
    document: planResource(isJsonObject(document) ? document.endpoint : undefined, context),
    operationId: planValue(operationId, context),
    parameters: planOptional(parameters, context),
    authenticate: planAuthentication(authentication, context),
    // The schema allows three outputs and no other.
    reading: { output: output as HttpOutput, redirect: redirect === true },
    read: rememberLast(readDocument),
  };
  return { kind: 'routine', perform: (activity) => call(plan, activity) };
}

function* call(plan: OpenApiPlan, activity: Activity): Routine<Outcome> {
  const { input, reference } = activity;
  const target = yield* plan.document(activity);
  const text = yield* readExternalText(target, activity);
  // Before the parameters, which may read `$authorization`.
  const authorization = yield* plan.authenticate(activity);
  const operationId = plan.operationId(input, activity);
  const parameters = objectOf(plan.parameters?.(input, activity), 'parameters', reference);
  const what = { document: target.uri, operationId, parameters };
  if (text === null) return { output: yield* answerBlindly(plan, target, what, activity) };
  const document = plan.read(text);
  if (document === null) {
    throw standardFault('configuration', { detail: `The document ${target.uri} cannot be read.`, instance: reference });
  }
  const operation = findOperation(document, String(operationId), target.uri);
  if (!operation.ok) throw standardFault('configuration', { detail: operation.error, instance: reference });
  const request = operationRequest(operation.value, parameters);
  if (!request.ok) throw standardFault('validation', { detail: request.error, instance: reference });
  const sent = { ...request.value, headers: sentHeaders(request.value.headers, authorization), ...what };
  return { output: yield* exchange(activity, 'openapi', sent, plan.reading) };
}

/** Without the document the request is not known, but a stub for the operation can answer all the same. */
function* answerBlindly(plan: OpenApiPlan, target: Target, what: JsonObject, activity: Activity): Routine<Json> {
  const effect = { kind: 'openapi', request: what } as const;
  const answer = askStub(activity, effect);
  if (answer === null) throw missingText(target, activity);
  yield* received(activity, effect, answer);
  return readAnswer(activity, { method: '', uri: target.uri, headers: {}, body: null }, answer, plan.reading);
}
