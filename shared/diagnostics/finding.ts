import type { Range } from '../workflow/document.ts';

/** Severities, gravest first; the names SARIF uses for its levels. */
export const severities = ['error', 'warning', 'note'] as const;
export type Severity = (typeof severities)[number];

/** How sure the rule is that what it found is a problem. */
export const confidences = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** A place in the checked document. */
export interface FindingLocation {
  /** JSON Pointer of the node, e.g. `/do/0/notify/with/body`. */
  readonly pointer: string;
  /** UTF-16 offsets into the document's text. */
  readonly range: Range;
}

/** A place that explains the finding: where a value comes from, passes and ends. */
export interface RelatedLocation extends FindingLocation {
  readonly role: 'source' | 'step' | 'sink' | 'see-also';
  readonly message: string;
}

/** A replacement of one range of the document's text. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

/** A way to mend the document. `safe` fixes keep the meaning of the workflow; the others are to be reviewed. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
}

/** The waiver that covers a finding. */
export interface Waiver {
  readonly rule: string;
  readonly reason: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly until: string;
  /** Where it is stated: in the document itself, or in the policy. */
  readonly origin: 'comment' | 'policy';
}

/** In the place of a class: whatever sensitive data there is. */
export const anyClass = 'any';

/** One problem of the user's workflow, found by one rule. Knows nothing of how it will be shown. */
export interface Finding {
  /** Id of the rule, which is its file name; `schema` and `syntax` for the language itself, `crashed-rule` for a rule that threw. */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong here, one sentence. */
  readonly message: string;
  /** How to fix it here, one sentence. */
  readonly help: string;
  readonly location: FindingLocation;
  readonly related: readonly RelatedLocation[];
  /** `sha256:<hex>`; the same after lines move or unrelated parts change. */
  readonly fingerprint: string;
  readonly fixes: readonly Fix[];
  readonly waiver: Waiver | null;
  /**
   * Class of the sensitive data that leaves here, by what the rule can tell: one of the policy, `secret`, or
   * {@link anyClass}. Absent where the finding is about something else. A rehearsal can confirm it.
   */
  readonly leaking?: string;
}
