import type { Json, JsonObject } from '../base/json.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { askStub, type EffectRequest, noteEffect, received } from './effects.ts';
import type { Target } from './endpoint.ts';
import { contentOf, statusFault } from './httpAnswer.ts';
import type { Activity } from './plan.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import type { StubAnswer } from './stubBook.ts';

/**
 * The text of a document that is kept elsewhere: a file that was given with the rehearsal, or what a stub answers to an
 * `http` effect, which is recorded in any case. Read once in a run; null where nothing has it.
 */
export function* readExternalText(target: Target, activity: Activity): Routine<string | null> {
  return yield* read(target, activity, noteEffect);
}

/** The same, where the task can do without: an effect that no stub answers is not recorded. */
export function* findExternalText(target: Target, activity: Activity): Routine<string | null> {
  return yield* read(target, activity, askStub);
}

function* read(
  { uri, authorization }: Target,
  activity: Activity,
  ask: (activity: Activity, effect: EffectRequest) => StubAnswer | null,
): Routine<string | null> {
  const { run, reference } = activity;
  const known = run.texts.get(uri);
  if (known !== undefined) return known;
  const name = fileName(uri);
  if (name !== null) return Object.hasOwn(run.files, name) ? (run.files[name] ?? null) : null;
  const headers: JsonObject = authorization === null ? {} : { authorization };
  const title = `GET ${uri}`;
  const effect = { kind: 'http', request: { method: 'GET', uri, headers, body: null }, title } as const;
  const answer = ask(activity, effect);
  if (answer === null) return null;
  const { status, text } = yield* received(activity, effect, answer);
  const fault = statusFault(status, false, title, reference);
  if (fault !== null) throw fault;
  const content = text ?? JSON.stringify(contentOf(answer));
  run.texts.set(uri, content);
  return content;
}

/** The same as `readExternalText`, where the task cannot go on without it. */
export function* requireExternalText(target: Target, activity: Activity): Routine<string> {
  const text = yield* readExternalText(target, activity);
  if (text !== null) return text;
  throw missingText(target, activity);
}

/** The value of a document that was read, JSON or YAML; null where it is neither, or has no value. */
export function readDocument(text: string): Json | null {
  const document = parseDocument(text);
  return document.ok && document.value.problems.length === 0 ? document.value.value : null;
}

/** The fault of a task whose document nothing has. */
export function missingText({ uri }: Target, { reference }: Activity): ReturnType<typeof standardFault> {
  const detail =
    fileName(uri) === null
      ? `No stub answers GET ${uri}; add one to rehearse what follows.`
      : `The file ${uri} was not given to the rehearsal.`;
  return standardFault('communication', { detail, instance: reference });
}

/** The path of a `file:` URI or of a relative one, as it is given with a rehearsal; null for what lies on a network. */
export function fileName(uri: string): string | null {
  if (uri.startsWith('file:')) return uri.slice('file:'.length).replace(/^\/*/, '');
  return /^[a-z][a-z0-9+.-]*:/i.test(uri) ? null : uri.replace(/^\.\//, '');
}
