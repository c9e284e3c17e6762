import { oneLine } from '../base/withoutControls.ts';
import type { ExpectationResult } from './expectations.ts';
import { leakText } from './judgeLeaks.ts';
import type { EffectRecord, LeakRecord, TaskRecord, Trace } from './trace.ts';

/** What is shown of a rehearsal. */
export interface ShownRehearsal {
  readonly trace: Trace;
  readonly expectations?: readonly ExpectationResult[] | undefined;
  readonly limit?: string | undefined;
  readonly leaksNote?: string | undefined;
}

/** Most tasks, effects and leaks of each that are shown: the first and the last, as a loop may have made a hundred thousand. */
const maxShown = 1_000;

/** A rehearsal for a terminal: one line for each task, effect and leak, then how it ended. */
export function textTrace({ trace, expectations = [], limit, leaksNote }: ShownRehearsal): string {
  const lines = [
    ...shown(trace.tasks, 'tasks', taskLine),
    ...shown(trace.effects, 'effects', effectLine),
    ...shown(trace.leaks ?? [], 'leaks', leakLine),
  ];
  if (leaksNote !== undefined) lines.push(leaksNote);
  const { status, error, output, startedAt, endedAt, seed } = trace;
  lines.push(`${status}, seed ${seed}, ${startedAt} to ${endedAt}`);
  if (error !== null) {
    const place = error.instance === '' ? '' : ` at ${error.instance}`;
    lines.push(`error ${error.status} ${error.title}${place}${error.detail === '' ? '' : `: ${error.detail}`}`);
  }
  if (limit !== undefined) lines.push(limit);
  if (status === 'completed') lines.push(...JSON.stringify(output, null, 2).split('\n'));
  for (const { expectation, passed, message } of expectations) {
    lines.push(passed ? `ok        ${expectation}` : `NOT OK    ${expectation}: ${message}`);
  }
  return `${lines.map(oneLine).join('\n')}\n`;
}

/** One line for each, with a line for those in the middle where there are too many. */
function shown<T>(all: readonly T[], what: string, lineOf: (one: T) => string): string[] {
  if (all.length <= maxShown) return all.map(lineOf);
  const half = maxShown / 2;
  const omitted = `… ${all.length - maxShown} more ${what}, all of them with --format json …`;
  return [...all.slice(0, half).map(lineOf), omitted, ...all.slice(-half).map(lineOf)];
}

function taskLine({ reference, type, status, iteration, attempt, error }: TaskRecord): string {
  const loop = iteration.length === 0 ? '' : ` [${iteration.join(', ')}]`;
  const retry = attempt === 1 ? '' : ` attempt ${attempt}`;
  return `${status.padEnd(9)} ${reference} (${type})${loop}${retry}${error === null ? '' : `: ${error.title}`}`;
}

function effectLine({ kind, task, stub }: EffectRecord): string {
  return `effect    ${kind} by ${task}${stub === null ? '' : `, answered by ${stub}`}`;
}

function leakLine(leak: LeakRecord): string {
  return `leak      ${leakText(leak)}${leak.effect === undefined ? ', with other values only' : ''}`;
}
