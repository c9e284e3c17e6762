import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import { requireAnswer } from '../effects.ts';
import { planEndpoint, planResource, type Target } from '../endpoint.ts';
import { findExternalText, readDocument } from '../externalText.ts';
import { jsonRpcResult } from '../jsonRpc.ts';
import type { Action, Activity, Outcome } from '../plan.ts';
import { isList, type PlanContext, unplannable } from '../planContext.ts';
import { planOptional, planValue } from '../planValue.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';

/** `call: a2a`: an effect; the agent's address is what its card says where the card is there, else the server's. */
export function planA2aCall(task: CallTask, context: PlanContext): Action {
  const { agentCard, server, method = '', parameters } = task.with ?? {};
  if (server === undefined && !isJsonObject(agentCard)) {
    return unplannable(context, 'The call of an agent needs its server or its card.');
  }
  const address = server === undefined ? null : planEndpoint(server, context);
  const card = isJsonObject(agentCard) ? planResource(agentCard.endpoint, context) : null;
  const operation = planValue(method, context);
  const values = planOptional(parameters, context);
  return {
    kind: 'routine',
    *perform(activity): Routine<Outcome> {
      const { input } = activity;
      const place = card === null ? null : yield* card(activity);
      const text = place === null ? null : yield* findExternalText(place, activity);
      // The card counts and not the server, unless nothing has the card (reference, "A2A Call", `server`).
      const target = text === null && address !== null ? yield* address(activity) : null;
      const uri = place === null || text === null ? (target?.uri ?? null) : urlOf(text, place, activity);
      const authorization = target?.authorization ?? place?.authorization ?? null;
      const called = operation(input, activity);
      const request: JsonObject = {
        ...(place !== null && { agentCard: place.uri }),
        server: uri,
        method: called,
        parameters: withMessageDefaults(called, values?.(input, activity) ?? {}, activity),
        headers: authorization === null ? {} : { authorization },
      };
      const title = `a2a ${String(request.method)} ${uri ?? place?.uri ?? ''}`;
      const { output } = yield* requireAnswer(activity, { kind: 'a2a', request, title });
      const resultOf = (answer: Json) => jsonRpcResult(answer, title, activity.reference);
      return { output: isStream(called) ? listOf(output).map(resultOf) : resultOf(output) };
    },
  };
}

/** Methods whose output is the list of all results (reference, "A2A Call"). */
function isStream(method: Json): boolean {
  return method === 'message/stream' || method === 'tasks/resubscribe';
}

function listOf(answer: Json): readonly Json[] {
  if (isList(answer)) return answer;
  return answer === null ? [] : [answer];
}

/** A message that is sent is the user's and has an id, unless it says so itself (reference, "A2A Call", `parameters`). */
function withMessageDefaults(method: Json, parameters: Json, { run }: Activity): Json {
  if (method !== 'message/send' && method !== 'message/stream') return parameters;
  if (!isJsonObject(parameters)) return parameters;
  const message: JsonObject = isJsonObject(parameters.message) ? parameters.message : {};
  const messageId = message.messageId ?? run.random.uuid();
  return { ...parameters, message: { role: 'user', ...message, messageId } };
}

/** The `url` of an agent card (A2A protocol, "Agent Card"). */
function urlOf(card: string, place: Target, { reference }: Activity): string {
  const value = readDocument(card);
  if (isJsonObject(value) && typeof value.url === 'string') return value.url;
  const detail = `The agent card ${place.uri} cannot be read, or has no url.`;
  throw standardFault('configuration', { detail, instance: reference });
}
