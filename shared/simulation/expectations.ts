import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { compileExpression } from '../expressions/compileExpression.ts';
import { canonicalErrorType } from '../workflow/errorTypes.ts';
import { instantOf } from './clock.ts';
import { judgeLeaks } from './judgeLeaks.ts';
import type { EffectExpectation, Expectations } from './scenario.ts';
import type { EffectRecord, Trace, WorkflowError } from './trace.ts';
import { isTruthy } from './truth.ts';
import { isEqualJson } from './valuePattern.ts';

/** Whether one expectation held. `message` says what was found instead; it may show values of the trace. */
export interface ExpectationResult {
  readonly expectation: string;
  readonly passed: boolean;
  readonly message: string;
}

/** Longest piece of a value that a message shows. */
const maxShown = 200;

/**
 * Compares a trace with what its scenario expects. A scenario without expectations expects the run to complete.
 * `leaksNote` says why the trace has no leaks where they were not looked for.
 */
export function judge(expected: Expectations, trace: Trace, leaksNote?: string): ExpectationResult[] {
  const results: ExpectationResult[] = [];
  const add = (expectation: string, passed: boolean, found: string) => {
    results.push({ expectation, passed, message: passed ? '' : found });
  };
  const { status = expected.error ? 'faulted' : 'completed' } = expected;
  add(`status is ${status}`, trace.status === status, `the status is ${trace.status}${errorText(trace.error)}`);
  if (expected.output !== undefined) {
    add('output', isEqualJson(expected.output, trace.output), `the output is ${shown(trace.output)}`);
  }
  if (expected.outputIncludes !== undefined) {
    const fits = isEqualJson(expected.outputIncludes, trace.output, { ignoreExtraElements: true });
    add('output includes', fits, `the output is ${shown(trace.output)}`);
  }
  for (const condition of [expected.match ?? []].flat()) results.push(judgeCondition(condition, trace));
  if (expected.error !== undefined)
    add('error', isError(expected.error, trace.error), `the error is ${shown(trace.error)}`);
  judgeEffects(expected, trace, add);
  judgeTasks(expected, trace, add);
  judgeTime(expected, trace, add);
  return expected.leaks === undefined ? results : [...results, ...judgeLeaks(expected.leaks, trace, leaksNote)];
}

type Add = (expectation: string, passed: boolean, found: string) => void;

function judgeCondition(condition: string, trace: Trace): ExpectationResult {
  const expectation = `match ${condition}`;
  const compiled = compileExpression(condition);
  if (!compiled.ok) return { expectation, passed: false, message: `not a valid expression: ${compiled.error.message}` };
  const result = compiled.value.first(trace as unknown as Json);
  if (!result.ok) return { expectation, passed: false, message: result.error.message };
  const passed = isTruthy(result.value ?? null);
  return { expectation, passed, message: passed ? '' : `the condition gives ${shown(result.value ?? null)}` };
}

function judgeEffects({ effects = {} }: Expectations, trace: Trace, add: Add): void {
  for (const wanted of effects.sent ?? []) {
    const often = wanted.times === undefined ? 'at least once' : `${wanted.times} times`;
    const expectation = `sent ${effectName(wanted)} ${often}`;
    const isSo = (count: number) => (wanted.times === undefined ? count > 0 : count === wanted.times);
    judgeCount(expectation, countEffects(wanted, trace), isSo, add);
  }
  for (const unwanted of effects.neverSent ?? []) {
    judgeCount(`never sent ${effectName(unwanted)}`, countEffects(unwanted, trace), (count) => count === 0, add);
  }
}

function judgeCount(
  expectation: string,
  count: Result<number, string>,
  isSo: (count: number) => boolean,
  add: Add,
): void {
  if (count.ok) add(expectation, isSo(count.value), `it happened ${count.value} times`);
  else add(expectation, false, `not a valid expression: ${count.error}`);
}

/** How many effects fit. A condition that does not compile would fit none, and what is never sent would pass by a typing error. */
function countEffects(wanted: EffectExpectation, trace: Trace): Result<number, string> {
  const condition = wanted.match === undefined ? null : compileExpression(wanted.match);
  if (condition?.ok === false) return err(condition.error.message);
  const fits = (request: Json): boolean => {
    const result = condition?.value.first(request);
    return result === undefined || (result.ok && isTruthy(result.value ?? null));
  };
  return ok(trace.effects.filter((effect) => isEffect(wanted, effect, trace) && fits(effect.request)).length);
}

function isEffect({ kind, task, request, stub }: EffectExpectation, effect: EffectRecord, trace: Trace): boolean {
  if (kind !== undefined && kind !== effect.kind) return false;
  if (task !== undefined && !referencesOf(task, trace).has(effect.task)) return false;
  if (stub !== undefined && stub !== effect.stub) return false;
  return request === undefined || isEqualJson(request, effect.request, { ignoreExtraElements: true });
}

function judgeTasks({ tasks = {} }: Expectations, trace: Trace, add: Add): void {
  const hasRun = (task: string) => {
    const references = referencesOf(task, trace);
    return trace.tasks.some(({ reference, status }) => references.has(reference) && status !== 'skipped');
  };
  for (const task of tasks.run ?? []) add(`task ${task} runs`, hasRun(task), 'it did not run');
  for (const task of tasks.notRun ?? []) add(`task ${task} does not run`, !hasRun(task), 'it ran');
}

function judgeTime({ time = {} }: Expectations, trace: Trace, add: Add): void {
  const taken = Date.parse(trace.endedAt) - Date.parse(trace.startedAt);
  const { atLeast, atMost } = time;
  const found = `it took ${taken} ms, until ${instantOf(Date.parse(trace.endedAt))}`;
  if (atLeast !== undefined) add(`takes at least ${atLeast} ms`, taken >= atLeast, found);
  if (atMost !== undefined) add(`takes at most ${atMost} ms`, taken <= atMost, found);
}

/** References of the tasks that a reference or a name means. */
function referencesOf(task: string, trace: Trace): ReadonlySet<string> {
  if (task.startsWith('/')) return new Set([task]);
  return new Set(trace.tasks.filter(({ name }) => name === task).map(({ reference }) => reference));
}

function isError(expected: NonNullable<Expectations['error']> | null, actual: WorkflowError | null): boolean {
  if (expected === null || actual === null) return expected === actual;
  const { type, ...rest } = expected;
  if (type !== undefined && canonicalErrorType(type) !== canonicalErrorType(actual.type)) return false;
  return Object.entries(rest).every(([key, value]) => value === actual[key as keyof WorkflowError]);
}

function effectName({ kind, task, request, match }: EffectExpectation): string {
  const parts = [kind ?? 'any', task, request === undefined ? undefined : shown(request), match];
  return parts.filter((part) => part !== undefined).join(' ');
}

function errorText(error: WorkflowError | null): string {
  return error === null ? '' : `: ${error.status} ${error.title}, ${error.detail} (${error.instance})`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}
