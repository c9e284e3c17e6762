import type { ExpectationResult } from './expectations.ts';
import type { Expectations, LeakExpectation } from './scenario.ts';
import type { LeakRecord, Trace } from './trace.ts';

/** A leak for a person: what, from where, and where it leaves. Never shows the value. */
export function leakText({ class: sensitiveClass, from, where, task, form }: LeakRecord): string {
  return `${sensitiveClass} from ${from === '' ? 'the input' : from} (${form}) by ${task} at ${where}`;
}

/** Compares the leaks of a run with those that its scenario expects: none, or these and no others. */
export function judgeLeaks(
  expected: NonNullable<Expectations['leaks']>,
  trace: Trace,
  note: string | undefined,
): ExpectationResult[] {
  const { leaks } = trace;
  if (leaks === undefined) {
    const message = note ?? 'leaks were not looked for: that needs a policy';
    return [{ expectation: 'leaks', passed: false, message }];
  }
  const listed = expected === 'none' ? [] : expected;
  const others = leaks.filter((leak) => !listed.some((wanted) => isLeak(wanted, leak, trace)));
  const shown = others.map(leakText).join('; ');
  return [
    ...listed.map((wanted) => {
      const passed = leaks.some((leak) => isLeak(wanted, leak, trace));
      return { expectation: `leak ${JSON.stringify(wanted)}`, passed, message: passed ? '' : 'there is no such leak' };
    }),
    {
      expectation: listed.length === 0 ? 'no leaks' : 'no other leaks',
      passed: others.length === 0,
      message: others.length === 0 ? '' : `it leaks ${shown}`,
    },
  ];
}

function isLeak({ task, ...wanted }: LeakExpectation, leak: LeakRecord, trace: Trace): boolean {
  const isTask = task === undefined || task === leak.task || isNamed(task, leak.task, trace);
  return isTask && Object.entries(wanted).every(([key, value]) => value === leak[key as keyof LeakRecord]);
}

function isNamed(name: string, reference: string, trace: Trace): boolean {
  return trace.tasks.some((record) => record.reference === reference && record.name === name);
}
