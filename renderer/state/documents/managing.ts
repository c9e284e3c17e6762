import type { StoredDocument } from '../../../shared/contract/documentMethods.ts';
import { call } from '../../platform/bridge.ts';
import { toBase64 } from '../../platform/toBase64.ts';
import { notify, notifyError } from '../notifications/notificationsStore.ts';
import { activate, dropDocument, openDocument, putDocument } from './documentsStore.ts';
import { flushDraft, forgetDraft } from './draftJournal.ts';
import { open, opened, openToWrite, refreshEntries } from './reading.ts';

/** Creates a document and opens it. True where it was created. */
export async function create(path: string, text: string): Promise<boolean> {
  const created = await call('document.create', { path, text });
  if (!created.ok) {
    notifyError(created.error);
    return false;
  }
  await refreshEntries();
  return open(path);
}

/** Closes a tab. What was typed stays in the draft journal. */
export async function close(path: string): Promise<void> {
  await flushDraft(path);
  dropDocument(path);
}

/** Renames a document; where it is open, it stays open with its edits. */
export async function rename(path: string, to: string): Promise<boolean> {
  await flushDraft(path);
  const renamed = await call('document.rename', { path, to });
  if (!renamed.ok) {
    notifyError(renamed.error);
    return false;
  }
  if (openDocument(path) !== null) {
    dropDocument(path);
    putDocument({ ...opened(renamed.value), notice: null });
    activate(to);
  }
  await refreshEntries();
  return true;
}

/** Deletes a document with its drafts; the caller has asked before. */
export async function remove(path: string): Promise<void> {
  forgetDraft(path);
  const removed = await call('document.delete', { path });
  if (!removed.ok) return notifyError(removed.error);
  dropDocument(path);
  await refreshEntries();
}

async function takeIn(documents: readonly StoredDocument[]): Promise<void> {
  if (documents.length === 0) return;
  await refreshEntries();
  for (const { path } of documents.slice(0, 5)) await openToWrite(path);
  notify('success', documents.length === 1 ? `Imported ${documents[0]?.path}.` : `Imported ${documents.length} files.`);
}

/** Asks for files with the system's picker and takes them in. */
export async function importFiles(): Promise<void> {
  const imported = await call('document.importFiles', {});
  if (!imported.ok) return notifyError(imported.error);
  for (const { name, message } of imported.value.refused) notify('error', `${name}: ${message}`);
  await takeIn(imported.value.documents);
}

/** Largest file that is read into the page before core says no, in bytes. */
const largestDrop = 32 * 1024 * 1024;

/** Takes in files that were dropped on the window. */
export async function importDropped(files: readonly File[]): Promise<void> {
  const taken: StoredDocument[] = [];
  for (const file of files) {
    if (file.size > largestDrop) {
      notify('error', `${file.name} is larger than 32 MB, so it cannot be a workflow. Nothing was imported.`);
      continue;
    }
    const imported = await call('document.import', { name: file.name, bytes: await toBase64(file) });
    if (imported.ok) taken.push(imported.value);
    else notify('error', `${file.name}: ${imported.error.message}`);
  }
  await takeIn(taken);
}

/** Writes a document's newest revision to a file that the person picks. */
export async function exportFile(path: string): Promise<void> {
  const written = await call('document.exportFile', { path });
  if (!written.ok) return notifyError(written.error);
  if (written.value.written) notify('success', `Wrote ${path} to the file you chose.`);
}

/** Links a folder that the person picks. */
export async function linkFolder(): Promise<void> {
  const linked = await call('folder.link', {});
  if (!linked.ok) return notifyError(linked.error);
  if (linked.value.folder === null) return;
  await refreshEntries();
  notify('success', `Linked ${linked.value.folder}. Changes on disk are compared, never overwritten.`);
}
