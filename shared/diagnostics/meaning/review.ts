import type { Range, SourceDocument } from '../../workflow/document.ts';
import type { Finding } from '../finding.ts';
import { type CheckOptions, checkModel } from '../runRules.ts';
import { compareFindings, compareMeaning, type MeaningChange, meansTheSame } from './compareMeaning.ts';
import { type ListedWaiver, listWaivers } from './listWaivers.ts';
import { type FindingPlace, placeOfFinding } from './placeOfFinding.ts';

/** A change with its places in the two texts. */
export interface ReviewedChange extends MeaningChange {
  /** In the newer text; null for what was removed. */
  readonly range: Range | null;
  /** In the older text; null for what was added. */
  readonly beforeRange: Range | null;
}

/** A finding of the newer text, with what it was in the older one. */
export interface ReviewedFinding extends FindingPlace {
  readonly finding: Finding;
  /** `waived`: it was there before, and was waived since. */
  readonly standing: 'new' | 'waived' | 'kept';
}

/** Everything that a reviewer of a newer text of a definition asks about, told by the texts alone. */
export interface Review {
  readonly isSameText: boolean;
  /** Whether the two differ in layout alone, or not at all. */
  readonly isSameMeaning: boolean;
  /** By weight; null where a text is not well-formed, so that nothing can be said of what it means. */
  readonly changes: readonly ReviewedChange[] | null;
  /** In the order of the newer text. */
  readonly findings: readonly ReviewedFinding[];
  /** Findings of the older text that the newer one has not. */
  readonly gone: readonly Finding[];
  readonly waivers: readonly ListedWaiver[];
}

/** Where nothing is known of a definition. */
const nowhere: FindingPlace = { task: null, way: null };

/** Compares two texts of a definition by meaning, and their findings under one policy, day and runtime. */
export function reviewDefinition(before: SourceDocument, after: SourceDocument, options: CheckOptions): Review {
  const { model: older, findings: earlier } = checkModel(before, options);
  const { model: newer, findings } = checkModel(after, options);
  const isReadable = before.problems.length === 0 && after.problems.length === 0;
  const models = isReadable && older !== null && newer !== null ? { older, newer } : null;
  const changes = models === null ? null : compareMeaning(models.older, models.newer);
  const { added, removed, kept } = compareFindings(earlier, findings);
  const isNew = new Set(added);
  const wasWaived = new Set(kept.filter(({ before: was }) => was.waiver !== null).map(({ after: is }) => is));
  return {
    isSameText: before.text === after.text,
    isSameMeaning: models !== null && meansTheSame(models.older, models.newer),
    changes: changes?.map((change) => withRanges(change, before, after)) ?? null,
    findings: findings.map((finding) => ({
      finding,
      standing: isNew.has(finding) ? 'new' : finding.waiver !== null && !wasWaived.has(finding) ? 'waived' : 'kept',
      ...(newer === null ? nowhere : placeOfFinding(finding, newer)),
    })),
    gone: removed,
    waivers: listWaivers(before, after, findings, options),
  };
}

function withRanges(change: MeaningChange, before: SourceDocument, after: SourceDocument): ReviewedChange {
  return { ...change, range: rangeOf(after, change.pointer), beforeRange: rangeOf(before, change.beforePointer) };
}

function rangeOf(document: SourceDocument, pointer: string | null): Range | null {
  const place = pointer === null ? null : document.locate(pointer);
  if (place === null) return null;
  // A whole task or map is shown by its name.
  return place.key ?? place.value;
}
