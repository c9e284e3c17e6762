import type { Json } from '../../base/json.ts';
import type { SourceDocument } from '../../workflow/document.ts';
import { joinPointer, valueAt } from '../../workflow/pointer.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';

/** The error of `use.errors` that a task raises by its name; null where it writes its error itself, or there is none. */
export function declaredErrorOf(
  task: ModelTask,
  { value }: SourceDocument,
): { readonly error: Json; readonly pointer: string } | null {
  const name = taskMember(task, 'raise', 'error');
  if (typeof name !== 'string') return null;
  const pointer = joinPointer('/use/errors', name);
  const error = valueAt(value, pointer);
  return error === undefined ? null : { error, pointer };
}
