import { create } from 'zustand';
import type { Json } from '../../../shared/base/json.ts';
import { type Finding, type Severity, severities } from '../../../shared/diagnostics/finding.ts';

/** What is known about one document. */
export interface CheckedDocument {
  readonly findings: readonly Finding[];
  /** The text that was checked: ranges of findings refer to it. */
  readonly text: string;
  /** Why the last check gave no answer; the findings are then of an earlier text. */
  readonly failure: string | null;
}

/** What the Problems panel shows. */
export interface FindingFilter {
  readonly severities: readonly Severity[];
  /** Null for all rules. */
  readonly rule: string | null;
  readonly scope: 'active' | 'open';
  /** Words that must occur in message, rule or help. */
  readonly words: string;
  readonly showWaived: boolean;
}

/** A finding with the document it is about. */
export interface PlacedFinding {
  readonly path: string;
  readonly finding: Finding;
}

interface FindingsState {
  readonly byPath: Readonly<Record<string, CheckedDocument>>;
  readonly policy: Json;
  /** Counts how often what lies around documents has changed. */
  readonly surroundings: number;
  readonly filter: FindingFilter;
  /** The finding that somebody chose last. */
  readonly selected: PlacedFinding | null;
}

/** The filter that hides nothing but waived findings. */
export const openFilter: FindingFilter = {
  severities,
  rule: null,
  scope: 'active',
  words: '',
  showWaived: false,
};

/** Findings of open documents, as the page's own worker sees them. */
export const useFindings = create<FindingsState>(() => ({
  byPath: {},
  policy: null,
  surroundings: 0,
  filter: openFilter,
  selected: null,
}));

/** Changes what the Problems panel shows. */
export function changeFilter(change: Partial<FindingFilter>): void {
  useFindings.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
}

/** Chooses a finding. */
export function selectFinding(selected: PlacedFinding | null): void {
  // A choice is news even where it is of the same finding: who follows it goes there again.
  useFindings.setState({ selected: selected === null ? null : { ...selected } });
}

function isShown({ finding }: PlacedFinding, filter: FindingFilter): boolean {
  if (!filter.severities.includes(finding.severity)) return false;
  if (filter.rule !== null && finding.rule !== filter.rule) return false;
  if (finding.waiver !== null && !filter.showWaived) return false;
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  const haystack = `${finding.message} ${finding.rule} ${finding.help}`.toLowerCase();
  return words.every((word) => haystack.includes(word));
}

const grave = (finding: Finding) => severities.indexOf(finding.severity);

function byGravityThenPlace(a: PlacedFinding, b: PlacedFinding): number {
  return (
    a.path.localeCompare(b.path) ||
    grave(a.finding) - grave(b.finding) ||
    a.finding.location.range.start - b.finding.location.range.start
  );
}

/** All findings of the active document, or of all open ones, before any filter. */
export function findingsInScope(
  byPath: Readonly<Record<string, CheckedDocument>>,
  scope: FindingFilter['scope'],
  active: string | null,
): PlacedFinding[] {
  return Object.entries(byPath)
    .filter(([path]) => scope === 'open' || path === active)
    .flatMap(([path, { findings }]) => findings.map((finding) => ({ path, finding })));
}

type Question = Pick<FindingsState, 'byPath' | 'filter'> & { readonly active: string | null };

let last: (Question & { readonly shown: readonly PlacedFinding[] }) | null = null;

/**
 * The findings that pass the filter: by document, gravest first, then by place. Every button of a command asks for them,
 * so the same question gets the same list.
 */
export function shownFindings(
  byPath: Readonly<Record<string, CheckedDocument>>,
  filter: FindingFilter,
  active: string | null,
): readonly PlacedFinding[] {
  if (last?.byPath === byPath && last.filter === filter && last.active === active) return last.shown;
  const shown = findingsInScope(byPath, filter.scope, active)
    .filter((placed) => isShown(placed, filter))
    .sort(byGravityThenPlace);
  last = { byPath, filter, active, shown };
  return shown;
}

/** The finding that is explained: the selected one as far as it is shown, otherwise the first. */
export function explainedFinding(
  shown: readonly PlacedFinding[],
  selected: PlacedFinding | null,
): PlacedFinding | null {
  return shown.find((placed) => isSameFinding(placed, selected)) ?? shown[0] ?? null;
}

/** Whether a document in scope waits for its first answer: until then nothing is known about it. */
export function isAwaited(
  byPath: Readonly<Record<string, CheckedDocument>>,
  scope: FindingFilter['scope'],
  active: string | null,
  order: readonly string[],
): boolean {
  return order.some((path) => (scope === 'open' || path === active) && byPath[path] === undefined);
}

/** Number of unwaived findings of each severity. */
export function countFindings(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { error: 0, warning: 0, note: 0 };
  for (const { severity, waiver } of findings) if (waiver === null) counts[severity] += 1;
  return counts;
}

/** Whether two findings are the same one. */
export function isSameFinding(a: PlacedFinding | null, b: PlacedFinding | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.path === b.path &&
    a.finding.fingerprint === b.finding.fingerprint &&
    a.finding.rule === b.finding.rule &&
    a.finding.location.pointer === b.finding.location.pointer &&
    (a.finding.location.pointer !== '' || a.finding.location.range.start === b.finding.location.range.start)
  );
}
