import type { Finding, RelatedLocation, Severity } from '../../../shared/diagnostics/finding.ts';
import type { PlacedFinding } from '../findings/findingsStore.ts';
import { type ShownGraph, taskOfPointer } from './graphStore.ts';

let last: {
  readonly shown: ShownGraph;
  readonly findings: readonly Finding[];
  readonly byTask: ReadonlyMap<string, readonly Finding[]>;
} | null = null;

const none: readonly Finding[] = [];

/** The problems of each task by its reference; those outside of tasks stand at the start. Waived ones do not count. */
export function findingsByTask(
  shown: ShownGraph,
  findings: readonly Finding[],
): ReadonlyMap<string, readonly Finding[]> {
  if (last?.shown === shown && last.findings === findings) return last.byTask;
  const open = findings.filter(({ waiver }) => waiver === null);
  const byTask = Map.groupBy(open, ({ location }) => taskOfPointer(shown, location.pointer) ?? '');
  last = { shown, findings, byTask };
  return byTask;
}

/** How many problems of each severity a task has; a folded container also counts those inside of it. */
export function countsOf(
  byTask: ReadonlyMap<string, readonly Finding[]>,
  reference: string,
  withInside: boolean,
): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  const add = (findings: readonly Finding[]): void => {
    for (const { severity } of findings) counts[severity] += 1;
  };
  add(byTask.get(reference) ?? none);
  if (!withInside) return counts;
  for (const [task, findings] of byTask) if (task.startsWith(`${reference}/`)) add(findings);
  return counts;
}

/** One stop of data on its way, at a task or at the start. */
export interface PathStep {
  /** From 1. */
  readonly number: number;
  readonly role: Exclude<RelatedLocation['role'], 'see-also'>;
  readonly message: string;
  readonly task: string;
}

/** The way of data that a problem is about, from source to sink; empty where it is about something else. */
export function pathOf(shown: ShownGraph, placed: PlacedFinding | null): readonly PathStep[] {
  if (placed === null || placed.path !== shown.path || placed.finding.waiver !== null) return [];
  const stops = placed.finding.related.flatMap(({ role, message, pointer }) => {
    const task = taskOfPointer(shown, pointer);
    return role === 'see-also' || task === null ? [] : [{ role, message, task }];
  });
  return stops.map((stop, index) => ({ number: index + 1, ...stop }));
}
