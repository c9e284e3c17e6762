import type { Json, JsonObject } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import type { HttpOutput } from '../workflow/definitionCalls.ts';
import { requireAnswer } from './effects.ts';
import { contentOf, rawContentOf, statusFault } from './httpAnswer.ts';
import type { Activity } from './plan.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import type { StubAnswer } from './stubBook.ts';
import { textOf } from './textOf.ts';

/** An HTTP request as the trace shows it. */
export interface HttpRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: JsonObject;
  readonly body: Json;
}

/** What is made of the answer. */
export interface HttpReading {
  readonly output: HttpOutput;
  /** Whether statuses 300-399 are no error. */
  readonly redirect: boolean;
}

/** Sends a request as an effect and gives what the task makes of the answer. */
export function* exchange(
  activity: Activity,
  kind: 'http' | 'openapi',
  request: HttpRequest & JsonObject,
  reading: HttpReading,
): Routine<Json> {
  const title = `${request.method} ${request.uri}`;
  const answer = yield* requireAnswer(activity, { kind, request, title });
  return readAnswer(activity, request, answer, reading);
}

/** The output for an answer; faults where its status is an error. */
export function readAnswer(
  { reference }: Activity,
  request: HttpRequest,
  answer: StubAnswer,
  { output, redirect }: HttpReading,
): Json {
  const fault = statusFault(answer.status, redirect, `${request.method} ${request.uri}`, reference);
  if (fault !== null) throw fault;
  switch (output) {
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

/**
 * Headers as they are sent: texts, without those that are null, and with what an authentication gives instead of any other
 * `Authorization`.
 */
export function sentHeaders(given: JsonObject, authorization: string | null): JsonObject {
  const isSent = (name: string, value: Json): boolean =>
    value !== null && (authorization === null || name.toLowerCase() !== 'authorization');
  const texts = Object.entries(given).flatMap(([name, value]) => (isSent(name, value) ? [[name, textOf(value)]] : []));
  return { ...Object.fromEntries(texts), ...(authorization !== null && { authorization }) };
}

/** A map of the call, empty where it is left out. */
export function objectOf(value: Json | undefined, what: string, instance: string): JsonObject {
  if (value === undefined || value === null) return {};
  if (isJsonObject(value)) return value;
  throw standardFault('expression', { detail: `In the call, ${what} must be a map.`, instance });
}
