import type { AppError } from '../../shared/base/appError.ts';
import type { Json } from '../../shared/base/json.ts';
import type { Result } from '../../shared/base/result.ts';
import type { DocumentKind } from '../../shared/contract/documentMethods.ts';
import type { CheckContext } from '../../shared/diagnostics/checkContext.ts';
import type { Finding } from '../../shared/diagnostics/finding.ts';
import type { Review } from '../../shared/diagnostics/meaning/review.ts';
import type { Completion as ExpressionCompletion } from '../../shared/expressions/complete.ts';
import type { ExpressionEdit } from '../../shared/simulation/expressionEdit.ts';
import type { Completion } from '../../shared/workflow/complete.ts';
import type { Range } from '../../shared/workflow/document.ts';
import type { Edit } from '../../shared/workflow/edit.ts';
import type { Hover } from '../../shared/workflow/hover.ts';
import type { OutlineItem } from '../../shared/workflow/outline.ts';
import type { TaskEdit } from '../../shared/workflow/taskEdits/editTask.ts';
import type { TaskChange } from '../../shared/workflow/taskEdits/taskChange.ts';
import type { WorkflowName } from '../../shared/workflow/workflowName.ts';
import type { ExpressionSurroundings, ExpressionTrial } from './expressionTrial.ts';
import type { DrawnGraph } from './graph/graphAnswer.ts';
import type { Folds } from './graph/graphPicture.ts';

/** A text that the language worker looks at. */
export interface WorkerText {
  readonly path: string;
  readonly kind: DocumentKind;
  readonly text: string;
}

/** What the page shows of a rule beside a finding of it. */
export interface RuleWords {
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
}

/** What a document is checked by. */
export interface CheckTerms {
  readonly policy: Json;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Id of the runtime's profile; null for none. */
  readonly profile: string | null;
  /** What lies around it in the workspace. */
  readonly context: CheckContext;
}

/** What the page asks the worker. */
export type WorkerQuestion =
  | ({ readonly ask: 'check'; readonly document: WorkerText } & CheckTerms)
  /** Compares a document with an earlier text of it. */
  | ({ readonly ask: 'review'; readonly document: WorkerText; readonly before: string } & CheckTerms)
  /** Which workflows a definition runs, and an earlier text of it, where there is one. */
  | { readonly ask: 'runs'; readonly document: WorkerText; readonly before: string | null }
  | { readonly ask: 'rule'; readonly rule: string }
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
    }
  | { readonly ask: 'graph'; readonly document: WorkerText; readonly folds: Folds }
  | { readonly ask: 'edit-task'; readonly document: WorkerText; readonly change: TaskChange }
  /** What a scenario, the document, is to say after a change of its workflow. */
  | {
      readonly ask: 'edit-scenario';
      readonly document: WorkerText;
      /** The workflow as it was before. */
      readonly workflow: WorkerText;
      readonly change: TaskChange;
    };

/** What the worker answers to each question. */
export interface WorkerAnswers {
  readonly check: readonly Finding[];
  /** Null where one of the texts cannot be read at all. */
  readonly review: Review | null;
  readonly runs: readonly WorkflowName[];
  /** Null for a rule that there is not. */
  readonly rule: RuleWords | null;
  readonly complete: readonly Completion[];
  readonly hover: Hover | null;
  readonly outline: readonly OutlineItem[];
  readonly locate: Range | null;
  readonly 'try-expression': ExpressionTrial;
  readonly 'complete-expression': readonly ExpressionCompletion[];
  readonly 'edit-expression': ExpressionEdit | null;
  /** Null where the text is malformed or no workflow. */
  readonly graph: DrawnGraph | null;
  readonly 'edit-task': Result<TaskEdit, AppError>;
  readonly 'edit-scenario': readonly Edit[];
}

/** The name of a question. */
export type Ask = keyof WorkerAnswers;
/** A message to the worker. */
export type WorkerRequest = { readonly id: number } & WorkerQuestion;
/** A message from the worker; `failure` is a bug of ours that the worker survived. */
export type WorkerReply =
  | { readonly id: number; readonly answer: WorkerAnswers[Ask] }
  | { readonly id: number; readonly failure: string };
