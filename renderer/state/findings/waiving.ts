import { create } from 'zustand';
import type { Finding, TextEdit } from '../../../shared/diagnostics/finding.ts';
import { openDocument } from '../documents/documentsStore.ts';
import { editDocument } from '../documents/editorPort.ts';
import type { PlacedFinding } from './findingsStore.ts';
import { isCurrent, showFixPreview } from './fixing.ts';

/** The finding that a waiver is being written for. */
export const useWaiving = create<{ readonly asked: PlacedFinding | null }>(() => ({ asked: null }));

/** Opens or closes the form for a waiver: who writes one does not look at a fix any more. */
export function askForWaiver(asked: PlacedFinding | null): void {
  if (asked !== null) showFixPreview(asked, null);
  useWaiving.setState({ asked });
}

/** What no waiver is offered for: a text that cannot be read, a check that did not run, and waivers and policies themselves. */
const unwaivable = new Set(['syntax', 'schema', 'crashed-rule', 'waiver', 'policy']);

/** Whether a finding of a rule can be waived, and is not yet. */
export function canBeWaived({ rule, waiver }: Pick<Finding, 'rule' | 'waiver'>): boolean {
  return waiver === null && !unwaivable.has(rule);
}

/** Why a waiver will not do, or null. Dates are `YYYY-MM-DD`. */
export function waiverObjection(reason: string, until: string, today: string): string | null {
  if (reason.trim().length < 5) return 'Say why, in a few words: the reviewer will read it.';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || Number.isNaN(Date.parse(until)))
    return 'Enter the last day on which it holds.';
  return until < today ? 'That day has passed: choose a later one.' : null;
}

/** The edit that puts a waiver above the line of an offset, indented like it. */
export function waiverEdit(text: string, offset: number, rule: string, until: string, reason: string): TextEdit {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const words = reason.trim().replace(/\s+/g, ' ');
  return { range: { start, end: start }, newText: `${indent}# drydock-ignore ${rule} until ${until}: ${words}\n` };
}

/** Whether a waiver can stand in the document itself: JSON has no comments. */
export function holdsComments(path: string): boolean {
  return !/\.json$/i.test(path);
}

/** Writes a waiver into the document as one undo step. Null where it is written, otherwise why not. */
export function waiveByComment({ path, finding }: PlacedFinding, until: string, reason: string): string | null {
  const text = openDocument(path)?.text;
  if (text === undefined || !isCurrent(path))
    return 'The text has just changed. Look at the problem again before you waive it.';
  editDocument(path, [waiverEdit(text, finding.location.range.start, finding.rule, until, reason)]);
  askForWaiver(null);
  return null;
}
