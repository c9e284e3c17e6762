import { type AppError, appError } from '../../base/appError.ts';
import type { Json } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { SourceDocument } from '../document.ts';
import { applyEdits, type Edit } from '../edit.ts';
import { parseDocument } from '../parseDocument.ts';
import { saysTheSame } from './changedValue.ts';
import { planChange } from './planChange.ts';
import type { TaskChange } from './taskChange.ts';

/** Edits of a text that change one task, and the task to look at afterwards. */
export interface TaskEdit {
  readonly edits: readonly Edit[];
  /** Reference in the changed definition; null where no task is left to look at. */
  readonly reference: string | null;
  /** How many ways led to a task that is removed, and what they lead to now; null where none did. */
  readonly redirected: Redirected | null;
}

/** Ways that were given another goal: the name of a task, or `exit` or `end`. */
export interface Redirected {
  readonly ways: number;
  readonly to: string;
}

/** What a change comes to: how the text is to be edited, and what the definition has to say then. */
export interface ChangePlan extends TaskEdit {
  readonly value: Json;
}

/**
 * The edits that change a task: they touch nothing but what the change is about, so comments and layout stay. The edited
 * text is read again, and has to say exactly what the change means; where it would not (behind an alias, say), nothing is
 * edited and the error says so.
 */
export function editTask(document: SourceDocument, change: TaskChange): Result<TaskEdit, AppError> {
  if (document.problems.length > 0) {
    return err(
      appError('conflict', 'The text is malformed. Mend its notation first, then change tasks from the graph.'),
    );
  }
  const plan = planChange(document, change);
  if (!plan.ok) return plan;
  const { value, ...edit } = plan.value;
  const again = parseDocument(applyEdits(document.text, edit.edits), document.format);
  const isRight = again.ok && again.value.problems.length === 0 && saysTheSame(again.value.value, value);
  if (isRight) return ok(edit);
  return err(appError('blocked', 'This part is written in a way that only an edit of the text itself can change.'));
}
