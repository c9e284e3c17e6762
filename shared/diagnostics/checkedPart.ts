import type { Policy } from '../policy/policy.ts';
import type { BuiltInRule } from './builtInRules.ts';
import type { FindingDraft } from './findingDraft.ts';
import type { PartNotes } from './flow/partNotes.ts';
import type { ModelEndpoint } from './modelEndpoints.ts';
import type { Profile } from './profiles/profile.ts';
import type { Rule } from './rule.ts';

/** What the findings in any part depend on beside the part itself, which is another where `use` says something else. */
export interface CheckTerms {
  readonly rules: readonly Rule[];
  readonly profile: Profile | null;
  readonly policy: Policy;
  readonly isLimited: boolean;
}

/** A finding in a part. */
export interface PartFinding {
  readonly rule: Rule | BuiltInRule;
  /** With ranges from the beginning of the part. */
  readonly draft: FindingDraft;
  /** How many more of the rule are behind it, of which too many were found. */
  readonly more: number;
  /** Position of the check that found it. */
  readonly order: number;
}

/** What checks of a part have come to. */
export interface Looked {
  readonly found: readonly PartFinding[];
  /** Positions of those that have to look again each time: they threw, or pointed at something outside of the part. */
  readonly again: readonly number[];
}

/** What was found in a part, and by what terms. */
export interface CheckedPart {
  readonly terms: CheckTerms;
  /** Its addresses: what others reach by them is part of what is checked. */
  readonly endpoints: readonly ModelEndpoint[];
  readonly plain: Looked;
  /** What came to the part by the data flow; null where that is not known to its end, and may be another next time. */
  readonly notes: PartNotes | undefined | null;
  readonly flowing: Looked;
}
