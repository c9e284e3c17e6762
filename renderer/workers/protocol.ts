import type { Json } from '../../shared/base/json.ts';
import type { DocumentKind } from '../../shared/contract/documentMethods.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import type { Completion as ExpressionCompletion } from '../../shared/expressions/complete.ts';
import type { ExpressionEdit } from '../../shared/simulation/expressionEdit.ts';
import type { Completion } from '../../shared/workflow/complete.ts';
import type { Range } from '../../shared/workflow/document.ts';
import type { Hover } from '../../shared/workflow/hover.ts';
import type { OutlineItem } from '../../shared/workflow/outline.ts';
import type { ExpressionSurroundings, ExpressionTrial } from './expressionTrial.ts';

/** A text that the language worker looks at. */
export interface WorkerText {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly text: string;
}

/** What the page asks the worker. */
export type WorkerQuestion =
  | { readonly ask: 'check'; readonly document: WorkerText; readonly policy: Json; readonly today: string }
  | { readonly ask: 'complete'; readonly document: WorkerText; readonly offset: number }
  | { readonly ask: 'hover'; readonly document: WorkerText; readonly offset: number }
  | { readonly ask: 'outline'; readonly document: WorkerText }
  | {
      readonly ask: 'locate';
      readonly document: WorkerText;
      readonly pointer: string;
      /** With the key that it stands under. */
      readonly withKey?: boolean;
    }
  | { readonly ask: 'try-expression'; readonly expression: string; readonly surroundings: ExpressionSurroundings }
  | {
      readonly ask: 'complete-expression';
      readonly expression: string;
      readonly offset: number;
      readonly surroundings: ExpressionSurroundings;
    }
  | {
      readonly ask: 'edit-expression';
      readonly document: WorkerText;
      readonly pointer: string;
      /** What has to stand there. */
      readonly expected: string;
      readonly expression: string;
    };

/** What the worker answers to each question. */
export interface WorkerAnswers {
  readonly check: readonly Finding[];
  readonly complete: readonly Completion[];
  readonly hover: Hover | null;
  readonly outline: readonly OutlineItem[];
  readonly locate: Range | null;
  readonly 'try-expression': ExpressionTrial;
  readonly 'complete-expression': readonly ExpressionCompletion[];
  readonly 'edit-expression': ExpressionEdit | null;
}

/** The name of a question. */
export type Ask = keyof WorkerAnswers;
/** A message to the worker. */
export type WorkerRequest = { readonly id: number } & WorkerQuestion;
/** A message from the worker; `failure` is a bug of ours that the worker survived. */
export type WorkerReply =
  | { readonly id: number; readonly answer: WorkerAnswers[Ask] }
  | { readonly id: number; readonly failure: string };
