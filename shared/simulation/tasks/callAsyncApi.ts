import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import type { AsyncApiArguments } from '../../workflow/definitionCalls.ts';
import { type Authenticate, planAuthentication } from '../authentication.ts';
import { requireAnswer } from '../effects.ts';
import { planEndpoint, type Target } from '../endpoint.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import type { Routine } from '../scheduler.ts';
import { consume, planSubscription } from './subscription.ts';

interface Operation {
  readonly document: (activity: Activity) => Target;
  readonly parts: ValuePlan;
  readonly authenticate: Authenticate;
}

/**
 * `call: asyncapi`: an effect. A published message gives what the stub answers; the answer to a subscription is the list
 * of messages that arrive.
 */
export function planAsyncApiCall(task: CallTask, context: PlanContext): Action {
  // The schema has checked the arguments.
  const { document, authentication, subscription, ...rest } = (task.with ?? {}) as unknown as AsyncApiArguments;
  const operation: Operation = {
    document: planEndpoint(document.endpoint as Json, context),
    parts: planValue(rest as unknown as Json, context),
    authenticate: planAuthentication(authentication as Json | undefined, context),
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

function* ask(operation: Operation, activity: Activity, action: 'publish' | 'subscribe'): Routine<Json> {
  const target = operation.document(activity);
  const parts = operation.parts(activity.input, activity);
  const resolved: JsonObject = isJsonObject(parts) ? parts : {};
  const authorization = operation.authenticate(activity);
  const request: JsonObject = {
    document: target.uri,
    action,
    ...resolved,
    ...(authorization !== null && { authorization }),
  };
  const title = `asyncapi ${action} ${String(resolved.operation ?? resolved.channel ?? '')}`;
  return (yield* requireAnswer(activity, { kind: 'asyncapi', request, title })).output;
}
