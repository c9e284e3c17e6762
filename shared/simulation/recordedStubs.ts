import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { isWithin } from './effectsOfTask.ts';
import type { EffectRecord, TaskRecord, Trace } from './trace.ts';

type Answered = EffectRecord & { readonly stub: string };

interface Recorded {
  readonly key: string;
  readonly stub: JsonObject;
  times: number;
}

/** Stubs that give a run's effects the answers that they had, in the same order. */
export function recordedStubs({ effects, tasks }: Pick<Trace, 'effects' | 'tasks'>): JsonObject[] {
  const delays = delaysOf(effects, tasks);
  const byTask = new Map<string, Recorded[]>();
  const inOrder: Recorded[] = [];
  const unanswered = new Set<string>();
  for (const [index, effect] of effects.entries()) {
    if (!isAnswered(effect)) {
      unanswered.add(effect.task);
      continue;
    }
    const stub = stubOf(effect, delays[index] ?? 0);
    const key = JSON.stringify(stub);
    const ofTask = byTask.get(effect.task) ?? [];
    byTask.set(effect.task, ofTask);
    const last = ofTask.findLast((one) => one.stub.kind === stub.kind);
    if (last?.key === key) {
      last.times++;
      continue;
    }
    const recorded = { key, stub, times: 1 };
    ofTask.push(recorded);
    inOrder.push(recorded);
  }
  // An answer that was the only one goes on: the scenario stays of use when the workflow asks once more.
  return inOrder.map(({ stub, times }) => {
    const task = String(stub.task);
    return byTask.get(task)?.length === 1 && !unanswered.has(task) ? stub : { ...stub, times };
  });
}

function isAnswered(effect: EffectRecord): effect is Answered {
  return effect.stub !== null;
}

/** The kind stands in a stub where it is not `http`, the default. */
function stubOf(effect: Answered, delay: number): JsonObject {
  const { kind, task, request, response, stub } = effect;
  const late: JsonObject = delay > 0 ? { fixedDelayMilliseconds: delay } : {};
  const fault = isJsonObject(response) && typeof response.fault === 'string' ? response.fault : null;
  const head = { name: stub, ...(kind !== 'http' && { kind }), task };
  if (fault !== null) return { ...head, response: { fault, ...late } };
  if (kind !== 'http' && kind !== 'webhook' && kind !== 'openapi') {
    return delay > 0 ? { ...head, response: { output: response, ...late } } : { ...head, output: response };
  }
  return { ...head, ...requestOf(request), response: { ...exchangeOf(response), ...late } };
}

/** The task alone says which request is meant; method and address say it to a person. */
function requestOf(request: Json): JsonObject {
  const { method, uri } = isJsonObject(request) ? request : {};
  if (typeof method !== 'string' || typeof uri !== 'string') return {};
  return { request: { method, url: uri } };
}

function exchangeOf(response: Json): JsonObject {
  const { status = 200, headers = {}, body = null, base64Body } = isJsonObject(response) ? response : {};
  const hasHeaders = isJsonObject(headers) && Object.keys(headers).length > 0;
  const text: JsonObject = body === null ? {} : typeof body === 'string' ? { body } : { jsonBody: body };
  return { status, ...(hasHeaders && { headers }), ...(base64Body === undefined ? text : { base64Body }) };
}

/** How long each answer took: to the next effect of its task, or to the end of the task, in milliseconds. */
function delaysOf(effects: readonly EffectRecord[], tasks: readonly TaskRecord[]): number[] {
  const delays = effects.map(() => 0);
  const records = Map.groupBy(
    tasks.filter(({ status }) => status !== 'skipped'),
    ({ reference, attempt }) => `${attempt} ${reference}`,
  );
  const groups = Map.groupBy(effects.keys(), (index) => `${effects[index]?.attempt} ${effects[index]?.task}`);
  for (const [key, indices] of groups) {
    const ofTask = indices.flatMap((index) => effects[index] ?? []);
    for (const [position, index] of indices.entries()) {
      delays[index] = delayOf(position, ofTask, records.get(key) ?? []);
    }
  }
  return delays;
}

/** The same of one among the effects of a task's attempt, with the records of that attempt. */
function delayOf(position: number, effects: readonly EffectRecord[], records: readonly TaskRecord[]): number {
  const effect = effects[position];
  // A subscription goes on after its answer, and how long is its own.
  if (effect === undefined || effect.kind === 'asyncapi') return 0;
  const record = recordOf(effect, effects.length === records.length ? records[position] : undefined, records);
  if (record === undefined) return 0;
  const at = Date.parse(effect.at);
  const end = Date.parse(record.endedAt);
  const next = effects[position + 1];
  const nextAt = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next.at);
  if (nextAt <= end && effects.length !== records.length) return nextAt - at;
  // What a deadline cut short would have come later.
  return isCutShort(record, effect) ? end - at + 1 : end - at;
}

/**
 * The record of the task that asked. A trace does not say which iteration an effect belongs to: where each record has one,
 * they come in the same order and are `paired`; otherwise it is the last that had begun.
 */
function recordOf(
  effect: EffectRecord,
  paired: TaskRecord | undefined,
  records: readonly TaskRecord[],
): TaskRecord | undefined {
  if (paired !== undefined && isWithin(paired, effect)) return paired;
  return records.findLast((record) => isWithin(record, effect));
}

function isCutShort({ status, error }: TaskRecord, { response }: EffectRecord): boolean {
  if (status === 'cancelled' || status === 'waiting') return true;
  const isTimeoutOfStub = isJsonObject(response) && response.fault === 'TIMEOUT';
  return status === 'faulted' && error?.type.endsWith('/timeout') === true && !isTimeoutOfStub;
}
