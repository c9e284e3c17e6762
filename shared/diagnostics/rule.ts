import type { PolicyPatch } from '../policy/mergePolicy.ts';
import type { Range } from '../workflow/document.ts';
import type { DefinitionPart } from './definitionPart.ts';
import type { Confidence, Fix, RelatedLocation, Severity } from './finding.ts';
import type { Outcome } from './flow/dataFlow.ts';
import type { Arrival } from './flow/sink.ts';
import type { DocumentModel, PartModel } from './model.ts';
import type { ModelEndpoint } from './modelEndpoints.ts';
import type { ModelExpression } from './modelExpressions.ts';
import type { ModelTask } from './modelTask.ts';
import type { ModelTemplate } from './modelTemplates.ts';
import type { ModelText } from './modelText.ts';
import type { Surroundings } from './surroundings.ts';

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
  /** What identifies the finding in its place, instead of the text in `range`, which may be secret: no position, no value. */
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

/**
 * What a rule looks at: one kind of things or several, each with the part of the definition around it (an item of `do`, or
 * another member at the top). What it finds there is kept for as long as the part, and what comes to it by the data flow, stay
 * as they are. `check` alone sees the whole definition, at every check.
 */
export interface RuleChecks {
  /** A part as a whole. */
  checkPart?(part: DefinitionPart, model: PartModel, report: Report): void;
  checkTask?(task: ModelTask, model: PartModel, report: Report): void;
  /** Every string, also where it is an expression or a template. */
  checkText?(text: ModelText, model: PartModel, report: Report): void;
  checkExpression?(expression: ModelExpression, model: PartModel, report: Report): void;
  checkTemplate?(template: ModelTemplate, model: PartModel, report: Report): void;
  checkEndpoint?(endpoint: ModelEndpoint, model: PartModel, report: Report): void;
  /** An expression, and what it may give by the data flow. */
  checkOutcome?(outcome: Outcome, model: PartModel, report: Report): void;
  /** What reaches a sink by the data flow. */
  checkArrival?(arrival: Arrival, model: Surroundings, report: Report): void;
  /** All that reaches sinks of one part. */
  checkArrivals?(arrivals: readonly Arrival[], model: Surroundings, report: Report): void;
  check?(model: DocumentModel, report: Report): void;
}

/** One rule: the only place where everything about it is said. */
export interface Rule extends RuleChecks {
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
  /** What of its kind it does not find: a sentence or two for its page. */
  readonly limits?: string;
  /** Whether its fixes keep the meaning of the workflow (`safe`) or want a look (`review`); null where it has none. */
  readonly fix: 'safe' | 'review' | null;
  readonly examples: { readonly bad: readonly RuleExample[]; readonly good: readonly RuleExample[] };
  /** Whether what it marks may be a secret or somebody's data, which no report shows. */
  readonly marksSecrets?: boolean;
}
