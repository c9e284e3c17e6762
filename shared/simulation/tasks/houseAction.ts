import type { JsonObject } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import type { CallTask } from '../../workflow/definition.ts';
import { type Authenticate, planAuthentication } from '../authentication.ts';
import { noteEffect, received, requireAnswer, requireAnswerWithin } from '../effects.ts';
import { contentOf, statusFault } from '../httpAnswer.ts';
import { sentHeaders } from '../httpExchange.ts';
import type { Action, Activity, DurationPlan, Outcome, ValuePlan } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planDuration, planValue } from '../planValue.ts';
import type { Routine } from '../scheduler.ts';
import { planTemplateText } from '../templateText.ts';
import { textOr } from '../textOf.ts';

/** The actions of the default catalog: each is an effect of its own kind. */
export const houseActions = [
  { function: 'email:1.0.0@default', kind: 'email' },
  { function: 'notification:1.0.0@default', kind: 'notification' },
  { function: 'webhook:1.0.0@default', kind: 'webhook' },
  { function: 'database:1.0.0@default', kind: 'database' },
] as const;

type HouseAction = (typeof houseActions)[number];

/** Plans a call of a house action: its texts are templates over the task's input. */
export function planHouseAction({ kind }: HouseAction, task: CallTask, context: PlanContext): Action {
  const { authentication, timeout, ...rest } = task.with ?? {};
  const parameters = planValue(rest, within(context, 'with'), planTemplateText);
  if (kind === 'webhook') {
    const authenticate = planAuthentication(authentication, context);
    const limit = timeout === undefined ? null : planDuration(timeout, within(context, 'with', 'timeout'));
    return { kind: 'routine', perform: (activity) => callWebhook({ parameters, authenticate, limit }, activity) };
  }
  if (kind === 'database') return { kind: 'routine', perform: (activity) => queryDatabase(parameters, activity) };
  return { kind: 'routine', perform: (activity) => send(kind, parameters, activity) };
}

/** What a sent message answers where no stub says otherwise. */
const accepted: JsonObject = { status: 'accepted' };

function* send(kind: 'email' | 'notification', parameters: ValuePlan, activity: Activity): Routine<Outcome> {
  const effect = { kind, request: parameters(activity.input, activity) };
  const answer = noteEffect(activity, effect, accepted);
  if (answer === null) return { output: accepted };
  const { output } = yield* received(activity, effect, answer);
  return { output: output ?? accepted };
}

function* queryDatabase(parameters: ValuePlan, activity: Activity): Routine<Outcome> {
  const request = parameters(activity.input, activity);
  const { connection, operation, table, sql } = isJsonObject(request) ? request : {};
  const what = typeof sql === 'string' ? 'SQL' : `${textOr(operation, '')} ${textOr(table, '')}`;
  const title = `database ${textOr(connection, '')}: ${what}`;
  const { output } = yield* requireAnswer(activity, { kind: 'database', request, title });
  return { output };
}

interface Webhook {
  readonly parameters: ValuePlan;
  readonly authenticate: Authenticate;
  readonly limit: DurationPlan | null;
}

function* callWebhook({ parameters, authenticate, limit }: Webhook, activity: Activity): Routine<Outcome> {
  const authorization = yield* authenticate(activity);
  const given = parameters(activity.input, activity);
  const { url, method, headers, body } = isJsonObject(given) ? given : {};
  const request: JsonObject = {
    method: (typeof method === 'string' ? method : 'POST').toUpperCase(),
    uri: textOr(url, ''),
    headers: sentHeaders(isJsonObject(headers) ? headers : {}, authorization),
    body: body ?? null,
  };
  const title = `${textOr(request.method, '')} ${textOr(url, '')}`;
  const allowed = limit?.(activity.input, activity) ?? Number.POSITIVE_INFINITY;
  const answer = yield* requireAnswerWithin(allowed, activity, { kind: 'webhook', request, title });
  const fault = statusFault(answer.status, false, title, activity.reference);
  if (fault !== null) throw fault;
  return { output: answer.output ?? contentOf(answer) };
}
