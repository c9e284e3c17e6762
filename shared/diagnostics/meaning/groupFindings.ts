import { severities } from '../finding.ts';
import type { ReviewedFinding } from './review.ts';

/** What findings can be grouped by. */
export const groupings = ['rule', 'flow', 'task'] as const;
/** One of {@link groupings}. */
export type Grouping = (typeof groupings)[number];

/** Findings that have something in common. */
export interface FindingGroup {
  readonly id: string;
  /** The rule, `source → sink`, or the name of the task. */
  readonly label: string;
  readonly findings: readonly ReviewedFinding[];
}

/** Groups with something new come first, then the gravest; so do the findings of each. */
export function groupFindings(findings: readonly ReviewedFinding[], by: Grouping): readonly FindingGroup[] {
  const ordered = [...findings].sort(byNoveltyThenGravity);
  const groups = Map.groupBy(ordered, (one) => keyOf(one, by));
  return [...groups]
    .map(([id, members]) => ({ id, label: labelOf(members[0], by), findings: members }))
    .sort((one, other) => placeOf(one) - placeOf(other));
}

function byNoveltyThenGravity(one: ReviewedFinding, other: ReviewedFinding): number {
  return (
    rankOf(one) - rankOf(other) ||
    severities.indexOf(one.finding.severity) - severities.indexOf(other.finding.severity) ||
    one.finding.location.range.start - other.finding.location.range.start
  );
}

/** With something new first; what has nothing in common but what it is not stands behind its like. */
function placeOf({ id, findings }: FindingGroup): number {
  return (findings[0]?.standing === 'new' ? 0 : 2) + (id === '' ? 1 : 0);
}

/** What was waived stands behind what is open. */
function rankOf({ standing, finding }: ReviewedFinding): number {
  if (standing === 'new') return finding.waiver === null ? 0 : 1;
  return standing === 'waived' ? 2 : finding.waiver === null ? 3 : 4;
}

function keyOf({ finding, task, way }: ReviewedFinding, by: Grouping): string {
  switch (by) {
    case 'rule':
      return finding.rule;
    case 'flow':
      return way === null ? '' : `${way.source} → ${way.sink}`;
    case 'task':
      return task?.reference ?? '';
  }
}

function labelOf(first: ReviewedFinding | undefined, by: Grouping): string {
  if (first === undefined) return '';
  const { finding, task, way } = first;
  switch (by) {
    case 'rule':
      return finding.rule;
    case 'flow':
      return way === null ? 'No data flow' : `${way.source} → ${way.sink}`;
    case 'task':
      return task?.name ?? 'Outside of tasks';
  }
}
