import { language } from '../../platform/language.ts';
import { openDocument } from '../documents/documentsStore.ts';
import { editDocument } from '../documents/editorPort.ts';
import { open } from '../documents/reading.ts';
import { notify } from '../notifications/notificationsStore.ts';

/** Puts an expression in place of another one of a workflow, as one undo step. True where it stands there now. */
export async function applyExpression(
  workflow: string,
  { pointer, expression: expected }: { readonly pointer: string; readonly expression: string },
  expression: string,
): Promise<boolean> {
  if (!(await open(workflow))) return false;
  const document = openDocument(workflow);
  if (document === null) return false;
  const { path, kind, text } = document;
  const edit = await language().ask<'edit-expression'>({
    ask: 'edit-expression',
    document: { path, kind, text },
    pointer,
    expected,
    expression,
  });
  if (!edit.ok || edit.value === null || openDocument(workflow)?.text !== text) {
    notify('warning', 'The definition says something else there by now, so nothing was changed. Rehearse again first.');
    return false;
  }
  editDocument(workflow, [edit.value]);
  notify('success', 'Changed in the definition; one undo takes it back. Rehearse again to see what follows.');
  return true;
}
