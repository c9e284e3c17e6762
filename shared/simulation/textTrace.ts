import type { ExpectationResult } from './expectations.ts';
import { leakText } from './judgeLeaks.ts';
import type { Trace } from './trace.ts';

/** What is shown of a rehearsal. */
export interface ShownRehearsal {
  readonly trace: Trace;
  readonly expectations?: readonly ExpectationResult[] | undefined;
  readonly limit?: string | undefined;
  readonly leaksNote?: string | undefined;
}

/** A rehearsal for a terminal: one line for each task and effect, then how it ended. */
export function textTrace({ trace, expectations = [], limit, leaksNote }: ShownRehearsal): string {
  const lines = trace.tasks.map(({ reference, type, status, iteration, attempt, error }) => {
    const loop = iteration.length === 0 ? '' : ` [${iteration.join(', ')}]`;
    const retry = attempt === 1 ? '' : ` attempt ${attempt}`;
    return `${status.padEnd(9)} ${reference} (${type})${loop}${retry}${error === null ? '' : `: ${error.title}`}`;
  });
  for (const { kind, task, stub } of trace.effects) {
    lines.push(`effect    ${kind} by ${task}${stub === null ? '' : `, answered by ${stub}`}`);
  }
  for (const leak of trace.leaks ?? []) {
    lines.push(`leak      ${leakText(leak)}${leak.effect === undefined ? ', with other values only' : ''}`);
  }
  if (leaksNote !== undefined) lines.push(leaksNote);
  const { status, error, output, startedAt, endedAt, seed } = trace;
  lines.push(`${status}, seed ${seed}, ${startedAt} to ${endedAt}`);
  if (error !== null) {
    const place = error.instance === '' ? '' : ` at ${error.instance}`;
    lines.push(`error ${error.status} ${error.title}${place}${error.detail === '' ? '' : `: ${error.detail}`}`);
  }
  if (limit !== undefined) lines.push(limit);
  if (status === 'completed') lines.push(JSON.stringify(output, null, 2));
  for (const { expectation, passed, message } of expectations) {
    lines.push(passed ? `ok        ${expectation}` : `NOT OK    ${expectation}: ${message}`);
  }
  return `${lines.join('\n')}\n`;
}
