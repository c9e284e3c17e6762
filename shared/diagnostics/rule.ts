import type { PolicyPatch } from '../policy/mergePolicy.ts';
import type { Range } from '../workflow/document.ts';
import type { Confidence, Fix, RelatedLocation, Severity } from './finding.ts';
import type { DocumentModel } from './model.ts';

/** One place where a rule objects. What it leaves out is taken from the rule. */
export interface Problem {
  /** What is wrong here, one sentence; never a secret. */
  readonly message: string;
  /** How to fix it here, one sentence. */
  readonly help: string;
  /** JSON Pointer of the node. */
  readonly pointer: string;
  /** The exact characters, as offsets into the document. */
  readonly range: Range;
  readonly related?: readonly RelatedLocation[];
  readonly fixes?: readonly Fix[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  /** Class of the sensitive data that leaves here; see `Finding`. */
  readonly leaking?: string;
  /** What identifies the finding in the place of the text in `range`: for texts that may be secret. */
  readonly identity?: string;
}

/** Where a rule puts what it finds. */
export type Report = (problem: Problem) => void;

/** A definition that shows what a rule objects to or accepts; a test and part of the rule's page. */
export interface RuleExample {
  readonly title: string;
  /** A whole definition, or the list below `do:`, which the tests then complete. */
  readonly text: string;
  readonly policy?: PolicyPatch;
}

/** One rule: the only place where everything about it is said. */
export interface Rule {
  /** Kebab-case; the name of its file. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** Why it matters: a short paragraph. */
  readonly why: string;
  /** How it is put right in general. */
  readonly remedy: string;
  readonly references: readonly { readonly title: string; readonly url: string }[];
  /** Whether its fixes keep the meaning of the workflow (`safe`) or want a look (`review`); null where it has none. */
  readonly fix: 'safe' | 'review' | null;
  readonly examples: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
  /** Whether what it marks may be a secret or somebody's data, which no report shows. */
  readonly marksSecrets?: boolean;
  check(model: DocumentModel, report: Report): void;
}
