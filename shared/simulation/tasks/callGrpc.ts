import { isJsonObject, type JsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import { planAuthentication } from '../authentication.ts';
import { requireAnswer } from '../effects.ts';
import { planResource } from '../endpoint.ts';
import { findExternalText } from '../externalText.ts';
import { objectOf } from '../httpExchange.ts';
import type { Action, Outcome } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { grpcProblem } from '../protoFile.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';

/** `call: grpc`: an effect; service, method and the names of the arguments are checked where the proto file is there. */
export function planGrpcCall(task: CallTask, context: PlanContext): Action {
  const { proto, service, method = '', arguments: given = {} } = task.with ?? {};
  const { authentication, ...address }: JsonObject = isJsonObject(service) ? service : {};
  const file = planResource(isJsonObject(proto) ? proto.endpoint : undefined, context);
  const parts = planValue({ service: address, method, arguments: given }, within(context, 'with'));
  const authenticate = planAuthentication(authentication, context);
  return {
    kind: 'routine',
    *perform(activity): Routine<Outcome> {
      const { input, reference } = activity;
      const target = yield* file(activity);
      // Before the arguments, which may read `$authorization`.
      const authorization = yield* authenticate(activity);
      const resolved = objectOf(parts(input, activity), 'arguments', reference);
      const { name, host, port }: JsonObject = isJsonObject(resolved.service) ? resolved.service : {};
      const message = objectOf(resolved.arguments, 'arguments', reference);
      const text = yield* findExternalText(target, activity);
      const problem = text === null ? null : grpcProblem(text, String(name), String(resolved.method), message);
      if (problem !== null) throw standardFault('configuration', { detail: problem, instance: reference });
      const request: JsonObject = {
        proto: target.uri,
        service: name ?? null,
        host: host ?? null,
        ...(port !== undefined && { port }),
        method: resolved.method ?? null,
        arguments: message,
        metadata: authorization === null ? {} : { authorization },
      };
      const title = `grpc ${String(host)} ${String(name)}/${String(resolved.method)}`;
      return { output: (yield* requireAnswer(activity, { kind: 'grpc', request, title })).output };
    },
  };
}
