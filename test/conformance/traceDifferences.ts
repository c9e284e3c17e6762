import { isDeepStrictEqual } from 'node:util';
import { isJsonObject, type Json, type JsonObject } from '../../shared/base/json.ts';
import type { ExpectationResult } from '../../shared/simulation/expectations.ts';
import type { Trace, WorkflowError } from '../../shared/simulation/trace.ts';
import { digestByLibrary } from '../unit/simulation/digestByLibrary.ts';
import { type ConformanceExpectation, expectedStatus } from './conformanceScenario.ts';

/** A place where a trace is not what was expected. */
export interface Difference {
  readonly what: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

const errorBase = 'https://serverlessworkflow.io/spec/1.0.0/errors/';
const eventPrefix = 'io.serverlessworkflow.';

/** Everything in which a trace differs from the expectation. */
export function traceDifferences(expected: ConformanceExpectation, trace: Trace): Difference[] {
  const { output, context, error, order, tasks = {}, effects, lifecycle, seconds } = expected;
  const found: Difference[] = [];
  const compare = (what: string, wanted: unknown, actual: unknown) => {
    if (!isDeepStrictEqual(wanted, actual)) found.push({ what, expected: wanted, actual });
  };
  const includes = (what: string, wanted: Json, actual: unknown) => {
    if (!covers(wanted, actual)) found.push({ what, expected: wanted, actual });
  };
  compare('status', expectedStatus(expected), trace.status);
  compare('digest', digestByLibrary(trace), trace.digest);
  if (error === undefined) compare('error', null, trace.error);
  else includes('error', { ...error, type: errorType(error.type) }, trace.error);
  if (output !== undefined) compare('output', output, trace.output);
  if (context !== undefined) compare('context', context, trace.context);
  if (order !== undefined)
    compare(
      'order',
      order,
      trace.tasks.map(({ name }) => name),
    );
  for (const [name, record] of Object.entries(tasks)) {
    includes(
      `task ${name}`,
      withErrorType(record),
      trace.tasks.findLast((task) => task.name === name),
    );
  }
  if (effects !== undefined) {
    compare('number of effects', effects.length, trace.effects.length);
    effects.forEach(({ request, requestIncludes, ...rest }, index) => {
      const actual = trace.effects[index];
      includes(`effect ${index}`, requestIncludes === undefined ? rest : { ...rest, request: requestIncludes }, actual);
      if (request !== undefined) compare(`request ${index}`, wholeRequest(request), actual?.request);
    });
  }
  if (lifecycle !== undefined) {
    // The specification leaves it to runtimes whether they say each change of a status as well.
    const told = (trace.events ?? []).map(lifecycleLine).filter((line) => !line.includes('.status-changed'));
    compare('lifecycle', lifecycle, told);
  }
  if (seconds !== undefined) {
    compare('seconds', seconds, (Date.parse(trace.endedAt) - Date.parse(trace.startedAt)) / 1000);
  }
  return found;
}

/** Conditions on the trace that do not hold. */
export function failedConditions(results: readonly ExpectationResult[] = []): Difference[] {
  const failed = results.filter(({ passed }) => !passed);
  return failed.map((result) => ({ what: 'condition', expected: result, actual: null }));
}

/** Whether a value is the wanted one; a map may have more members than the wanted one. */
function covers(wanted: Json, actual: unknown): boolean {
  if (!isJsonObject(wanted)) {
    if (!Array.isArray(wanted)) return isDeepStrictEqual(wanted, actual);
    return (
      Array.isArray(actual) && actual.length === wanted.length && wanted.every((one, at) => covers(one, actual[at]))
    );
  }
  if (typeof actual !== 'object' || actual === null) return false;
  const members: Record<string, unknown> = { ...actual };
  return Object.entries(wanted).every(([key, value]) => covers(value, members[key]));
}

/** HTTP requests have headers and a body even where a scenario leaves them out. */
function wholeRequest(request: Json): Json {
  return isJsonObject(request) && request.uri !== undefined ? { headers: {}, body: null, ...request } : request;
}

function withErrorType(record: JsonObject): JsonObject {
  const { error } = record;
  if (error === undefined || !isJsonObject(error) || typeof error.type !== 'string') return record;
  return { ...record, error: { ...error, type: errorType(error.type) } };
}

function errorType(name: WorkflowError['type']): string {
  return name.includes(':') || name.startsWith('/') ? name : errorBase + name;
}

function lifecycleLine(event: Json): string {
  if (!isJsonObject(event) || !isJsonObject(event.data)) return 'no event';
  const { type, data } = event;
  const what = String(type).replace(eventPrefix, '').replace(/\.v1$/, '');
  return typeof data.task === 'string' ? `${what} ${data.task}` : what;
}
