import { stringify } from 'yaml';
import { type AppError, appError } from '../base/appError.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { isList } from './planContext.ts';
import { recordedStubs } from './recordedStubs.ts';
import { maxStubs } from './stubs.ts';
import type { EffectRecord, Trace } from './trace.ts';
import { isEqualJson } from './valuePattern.ts';

/** Most effects whose whole request is expected; a longer run is expected to have as many of each task. */
const maxExpectedRequests = 100;

/** What was rehearsed, as texts. */
export interface RehearsedTexts {
  readonly definition: string;
  /** The scenario of the run, whose events and secrets the new one needs as well; null for none. */
  readonly scenario: string | null;
}

/**
 * The text of a scenario that repeats a run: input, seed and clock, stubs that answer as they did, the events and secrets
 * of its scenario, and what came of it as expectations. Run on the same definition it gives the same digest, but for
 * delays that a stub drew by chance. `limit`, `cancelled`: a run that was stopped cannot be repeated to the same end.
 */
export function scenarioFromTrace(trace: Trace, texts: RehearsedTexts): Result<string, AppError> {
  if (trace.status === 'limit' || trace.status === 'cancelled') {
    const message = 'This run was stopped before its end, so it makes no scenario. Rehearse again first.';
    return err(appError('invalid-input', message));
  }
  const before = texts.scenario === null ? {} : mapOf(texts.scenario);
  const { events, secrets, firings } = before;
  const stubs = recordedStubs(trace);
  if (stubs.length > maxStubs) {
    return err(appError('limit', `This run had more than ${maxStubs} different answers: too many for one scenario.`));
  }
  const scenario: JsonObject = {
    ...(!isTriggered(before, texts.definition) && { input: givenInput(trace, firings) }),
    ...(firings !== undefined && { firings }),
    seed: trace.seed,
    clock: trace.startedAt,
    ...(secrets !== undefined && { secrets }),
    ...(events !== undefined && { events }),
    ...(stubs.length > 0 && { stubs }),
    expect: expectations(trace),
  };
  return ok(stringify(scenario, { aliasDuplicateObjects: false, lineWidth: 0 }));
}

function mapOf(text: string): JsonObject {
  const document = parseDocument(text);
  return document.ok && isJsonObject(document.value.value) ? document.value.value : {};
}

/** Several firings have a list of inputs, the same for each: what was given. */
function givenInput({ input }: Trace, firings: Json = 1): Json {
  return firings !== 1 && isList(input) ? (input[0] ?? null) : input;
}

/** Whether events made the input: one that is given would start the workflow without them. */
function isTriggered({ input, inputFile, events }: JsonObject, definition: string): boolean {
  if (input !== undefined || inputFile !== undefined || events === undefined) return false;
  const { schedule = null } = mapOf(definition);
  return isJsonObject(schedule) && schedule.on !== undefined;
}

function expectations({ status, output, error, effects }: Trace): JsonObject {
  const sent = effects.length > maxExpectedRequests ? sentByTask(effects) : sentRequests(effects);
  return {
    status,
    ...(status === 'completed' && { output }),
    ...(error !== null && {
      error: { type: error.type, status: error.status, title: error.title, instance: error.instance },
    }),
    ...(sent.length > 0 && { effects: { sent } }),
  };
}

function sentRequests(effects: readonly EffectRecord[]): JsonObject[] {
  const wanted = new Map(effects.map((effect) => [JSON.stringify([effect.kind, effect.task, effect.request]), effect]));
  return [...wanted.values()].map(({ kind, task, request }) => {
    // An expectation names members that a request has to have, so that it may fit more than the one it was made from.
    const times = effects.filter(
      (other) => other.kind === kind && other.task === task && fits(request, other.request),
    ).length;
    return { kind, task, request, times };
  });
}

function fits(expected: Json, actual: Json): boolean {
  return isEqualJson(expected, actual, { ignoreExtraElements: true });
}

function sentByTask(effects: readonly EffectRecord[]): JsonObject[] {
  const counts = new Map<string, { readonly kind: string; readonly task: string; times: number }>();
  for (const { kind, task } of effects) {
    const key = `${kind} ${task}`;
    const count = counts.get(key) ?? { kind, task, times: 0 };
    counts.set(key, { ...count, times: count.times + 1 });
  }
  return [...counts.values()];
}
