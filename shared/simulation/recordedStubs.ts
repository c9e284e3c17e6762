import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { EffectRecord, TaskRecord, Trace } from './trace.ts';

type Answered = EffectRecord & { readonly stub: string };

/** Stubs that give a run's effects the answers that they had, in the same order. */
export function recordedStubs({ effects, tasks }: Pick<Trace, 'effects' | 'tasks'>): JsonObject[] {
  const stubs: { readonly key: string; readonly stub: JsonObject; times: number }[] = [];
  for (const [index, effect] of effects.entries()) {
    if (!isAnswered(effect)) continue;
    const stub = stubOf(effect, delayOf(index, effects, tasks));
    const key = JSON.stringify(stub);
    const last = stubs.findLast((one) => one.stub.task === effect.task && one.stub.kind === stub.kind);
    if (last?.key === key) last.times++;
    else stubs.push({ key, stub, times: 1 });
  }
  // An answer that was the only one goes on: the scenario stays of use when the workflow asks once more.
  return stubs.map(({ stub, times }) => (isOnly(stub, stubs, effects) ? stub : { ...stub, times }));
}

function isAnswered(effect: EffectRecord): effect is Answered {
  return effect.stub !== null;
}

function isOnly(
  stub: JsonObject,
  stubs: readonly { readonly stub: JsonObject }[],
  effects: readonly EffectRecord[],
): boolean {
  const others = stubs.some((one) => one.stub !== stub && one.stub.task === stub.task);
  const unanswered = effects.some((effect) => effect.task === stub.task && effect.stub === null);
  return !others && !unanswered;
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
  const { status = 200, headers = {}, body = null } = isJsonObject(response) ? response : {};
  const hasHeaders = isJsonObject(headers) && Object.keys(headers).length > 0;
  const content: JsonObject = body === null ? {} : typeof body === 'string' ? { body } : { jsonBody: body };
  return { status, ...(hasHeaders && { headers }), ...content };
}

/** How long an answer took: to the task's next effect, or to the end of the task, in milliseconds. */
function delayOf(index: number, effects: readonly EffectRecord[], tasks: readonly TaskRecord[]): number {
  const effect = effects[index];
  // A subscription goes on after its answer, and how long is its own.
  if (effect === undefined || effect.kind === 'asyncapi') return 0;
  const at = Date.parse(effect.at);
  const next = effects.slice(index + 1).find((one) => one.task === effect.task && one.attempt === effect.attempt);
  const record = tasks.find((task) => isOf(task, effect));
  if (record === undefined) return 0;
  const end = Date.parse(record.endedAt);
  const nextAt = next === undefined ? Number.POSITIVE_INFINITY : Date.parse(next.at);
  if (nextAt <= end) return nextAt - at;
  // What a deadline cut short would have come later.
  return isCutShort(record, effect) ? end - at + 1 : end - at;
}

function isOf(task: TaskRecord, effect: EffectRecord): boolean {
  return (
    task.reference === effect.task &&
    task.attempt === effect.attempt &&
    task.startedAt <= effect.at &&
    effect.at <= task.endedAt
  );
}

function isCutShort({ status, error }: TaskRecord, { response }: EffectRecord): boolean {
  if (status === 'cancelled' || status === 'waiting') return true;
  const isTimeoutOfStub = isJsonObject(response) && response.fault === 'TIMEOUT';
  return status === 'faulted' && error?.type.endsWith('/timeout') === true && !isTimeoutOfStub;
}
