import { language } from '../../platform/language.ts';
import { notify } from '../notifications/notificationsStore.ts';
import { openDocument } from './documentsStore.ts';
import { editor } from './editorPort.ts';
import { open } from './reading.ts';

/** Shows the node that a JSON Pointer names in the editor. */
export async function revealPointer(path: string, pointer: string): Promise<void> {
  if (!(await open(path))) return;
  const document = openDocument(path);
  if (document === null) return;
  const { kind, text } = document;
  const found = await language().ask<'locate'>({ ask: 'locate', document: { path, kind, text }, pointer });
  if (found.ok && found.value !== null) editor()?.reveal(path, found.value);
  else notify('info', 'That task is not in the text any more: the workflow has changed since it ran.');
}
