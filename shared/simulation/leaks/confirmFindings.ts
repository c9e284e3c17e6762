import { anyClass, type Finding } from '../../diagnostics/finding.ts';
import type { LeakRecord } from '../trace.ts';

/**
 * What rehearsals say about a finding that sensitive data leaves. `confirmed`: it did, in the task, and of the class.
 * `questioned`: the task sent something while it was watched, and nothing of the class was in it. `untested`: no rehearsal
 * that was watched came so far.
 */
export const confirmations = ['confirmed', 'questioned', 'untested'] as const;
/** One of {@link confirmations}. */
export type Confirmation = (typeof confirmations)[number];

/** What is asked of a rehearsal: which tasks had effects, and what leaked; nothing where that was not looked for. */
export interface WatchedEffects {
  /** References. */
  readonly tasks: readonly string[];
  readonly leaks?: readonly LeakRecord[] | undefined;
}

/** A finding and what rehearsals say about it. */
export interface ConfirmedFinding {
  readonly finding: Finding;
  readonly confirmation: Confirmation;
}

/** What rehearsals say about the findings of a definition, and what they saw that no finding told. */
export interface ConfirmedFindings {
  readonly findings: readonly ConfirmedFinding[];
  /** One for each task, class and origin. */
  readonly unforeseen: readonly LeakRecord[];
}

/**
 * Compares findings of one definition with what its rehearsals showed, by task and class. Findings that are not about
 * data that leaves are left out. That nothing was seen is a question, never a proof: another input may take another way.
 */
export function confirmFindings(findings: readonly Finding[], runs: readonly WatchedEffects[]): ConfirmedFindings {
  const watched = runs.filter(({ leaks }) => leaks !== undefined);
  const leaks = watched.flatMap(({ leaks: found = [] }) => found);
  const tasks = new Set(watched.flatMap((run) => run.tasks));
  const told = findings.filter(({ leaking }) => leaking !== undefined);
  const unforeseen = new Map<string, LeakRecord>();
  for (const leak of leaks) {
    if (!told.some((finding) => isAbout(finding, leak))) {
      unforeseen.set(JSON.stringify([leak.task, leak.class, leak.from]), leak);
    }
  }
  return {
    findings: told.map((finding) => {
      const isConfirmed = leaks.some((leak) => isAbout(finding, leak));
      const hasRun = [...tasks].some((task) => isWithin(finding.location.pointer, task));
      return { finding, confirmation: isConfirmed ? 'confirmed' : hasRun ? 'questioned' : 'untested' };
    }),
    unforeseen: [...unforeseen.values()],
  };
}

function isAbout({ location, leaking }: Finding, { task, class: leaked }: LeakRecord): boolean {
  const isClass = leaking === anyClass || leaking === leaked || leaked === 'unknown';
  return isClass && isWithin(location.pointer, task);
}

function isWithin(pointer: string, task: string): boolean {
  return pointer === task || pointer.startsWith(`${task}/`);
}
