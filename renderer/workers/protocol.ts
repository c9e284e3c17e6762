import type { Json } from '../../shared/base/json.ts';
import type { DocumentKind } from '../../shared/contract/documentMethods.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import type { Range } from '../../shared/workflow/document.ts';

/** A text that the language worker looks at. */
export interface WorkerText {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly text: string;
}

/** One thing to insert at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: 'property' | 'value' | 'snippet' | 'function' | 'variable';
  readonly insertText: string;
  /** `$1`, `$2` in the inserted text are places to fill in. */
  readonly isSnippet: boolean;
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is replaced. */
  readonly range: Range;
}

/** What is shown for a place in the text; Markdown. */
export interface Hover {
  readonly markdown: string;
  readonly range: Range;
}

/** One entry of a document's outline. */
export interface OutlineEntry {
  readonly name: string;
  readonly detail: string;
  readonly pointer: string;
  readonly range: Range;
  readonly children: readonly OutlineEntry[];
}

/** What the page asks the worker. */
export type WorkerQuestion =
  | { readonly ask: 'check'; readonly document: WorkerText; readonly policy: Json; readonly today: string }
  | { readonly ask: 'complete'; readonly document: WorkerText; readonly offset: number }
  | { readonly ask: 'hover'; readonly document: WorkerText; readonly offset: number }
  | { readonly ask: 'outline'; readonly document: WorkerText }
  | { readonly ask: 'locate'; readonly document: WorkerText; readonly pointer: string };

/** What the worker answers to each question. */
export interface WorkerAnswers {
  readonly check: readonly Finding[];
  readonly complete: readonly Completion[];
  readonly hover: Hover | null;
  readonly outline: readonly OutlineEntry[];
  readonly locate: Range | null;
}

/** The name of a question. */
export type Ask = keyof WorkerAnswers;
/** A message to the worker. */
export type WorkerRequest = { readonly id: number } & WorkerQuestion;
/** A message from the worker; `failure` is a bug of ours that the worker survived. */
export type WorkerReply =
  | { readonly id: number; readonly answer: WorkerAnswers[Ask] }
  | { readonly id: number; readonly failure: string };
