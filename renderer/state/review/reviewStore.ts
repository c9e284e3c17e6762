import type { z } from 'zod';
import { create } from 'zustand';
import type { lastSealSchema } from '../../../shared/contract/bundleMethods.ts';
import type { Revision } from '../../../shared/contract/documentMethods.ts';
import type { Grouping } from '../../../shared/diagnostics/meaning/groupFindings.ts';
import type { Review } from '../../../shared/diagnostics/meaning/review.ts';

/** The last seal of a workflow. */
export type LastSeal = z.infer<typeof lastSealSchema>;

/** What a text can be compared with: one of its revisions by digest, or the file it is linked to. */
export type Baseline = { readonly kind: 'revision'; readonly digest: string } | { readonly kind: 'disk' };

interface ReviewState {
  /** The workflow under review; null before there is one. */
  readonly path: string | null;
  readonly lastSeal: LastSeal | null;
  /** Newest first. */
  readonly revisions: readonly Revision[];
  readonly baseline: Baseline | null;
  /** The text that {@link baseline} stands for. */
  readonly before: string | null;
  readonly review: Review | null;
  /** The text of the document that was reviewed: ranges refer to it. */
  readonly text: string;
  /** Why there is no review, or null. */
  readonly failure: string | null;
  readonly grouping: Grouping;
}

/** The review of one workflow against an earlier text of it. */
export const useReview = create<ReviewState>(() => ({
  path: null,
  lastSeal: null,
  revisions: [],
  baseline: null,
  before: null,
  review: null,
  text: '',
  failure: null,
  grouping: 'rule',
}));

/** Chooses what findings are grouped by. */
export function groupBy(grouping: Grouping): void {
  useReview.setState({ grouping });
}
