import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import type { AsyncApiArguments } from '../../workflow/definitionCalls.ts';
import { findAsyncApiPlace } from '../asyncApiOperation.ts';
import { type Authenticate, planAuthentication } from '../authentication.ts';
import { requireAnswer } from '../effects.ts';
import { type FindTarget, planResource, type Target } from '../endpoint.ts';
import { findExternalText, readDocument } from '../externalText.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { rememberLast } from '../rememberLast.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';
import { consume, planSubscription } from './subscription.ts';

interface Operation {
  readonly document: FindTarget;
  readonly parts: ValuePlan;
  readonly authenticate: Authenticate;
  readonly read: (text: string) => Json | null;
}

/**
 * `call: asyncapi`: an effect, with server and address of the channel where the document is there. A published message
 * gives what the stub answers; the answer to a subscription is the list of messages that arrive.
 */
export function planAsyncApiCall(task: CallTask, context: PlanContext): Action {
  // The schema has checked the arguments.
  const { document, authentication, subscription, ...rest } = (task.with ?? {}) as unknown as AsyncApiArguments;
  const operation: Operation = {
    document: planResource(document.endpoint as Json, context),
    parts: planValue(rest as unknown as Json, context),
    authenticate: planAuthentication(authentication as Json | undefined, context),
    read: rememberLast(readDocument),
  };
  if (subscription === undefined) {
    return {
      kind: 'routine',
      *perform(activity): Routine<Outcome> {
        return { output: yield* ask(operation, activity, 'publish') };
      },
    };
  }
  const plan = planSubscription(subscription, context);
  return {
    kind: 'routine',
    *perform(activity): Routine<Outcome> {
      return yield* consume(plan, yield* ask(operation, activity, 'subscribe'), activity);
    },
  };
}

/** What the document says of the place; nothing where neither a file nor a stub has it. */
function* findPlace({ read }: Operation, target: Target, call: JsonObject, activity: Activity): Routine<JsonObject> {
  const text = yield* findExternalText(target, activity);
  if (text === null) return {};
  const document = read(text);
  const place = document === null ? null : findAsyncApiPlace(document, call);
  if (place?.ok === true) return { ...place.value };
  const detail = place === null ? `The document ${target.uri} cannot be read.` : place.error;
  throw standardFault('configuration', { detail, instance: activity.reference });
}

function* ask(operation: Operation, activity: Activity, action: 'publish' | 'subscribe'): Routine<Json> {
  const target = yield* operation.document(activity);
  // Before the message, which may read `$authorization`.
  const authorization = yield* operation.authenticate(activity);
  const parts = operation.parts(activity.input, activity);
  const resolved: JsonObject = isJsonObject(parts) ? parts : {};
  const place = yield* findPlace(operation, target, resolved, activity);
  const request: JsonObject = {
    document: target.uri,
    action,
    ...resolved,
    ...place,
    ...(authorization !== null && { authorization }),
  };
  const title = `asyncapi ${action} ${String(resolved.operation ?? resolved.channel ?? '')}`;
  return (yield* requireAnswer(activity, { kind: 'asyncapi', request, title })).output;
}
