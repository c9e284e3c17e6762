import type { StoredDocument } from '../../../shared/contract/documentMethods.ts';
import { call } from '../../platform/bridge.ts';
import { notify, notifyError } from '../notifications/notificationsStore.ts';
import { changeDocument, openDocument, unsavedPaths, useDocuments } from './documentsStore.ts';
import { flushDraft, forgetDraft } from './draftJournal.ts';
import { replaceText } from './editorPort.ts';
import { refreshEntries } from './reading.ts';

function settleSaved(stored: StoredDocument): void {
  changeDocument(stored.path, {
    revision: stored.revision,
    saved: stored.text,
    link: stored.link,
    notice: null,
  });
}

async function noteConflict(path: string): Promise<void> {
  const read = await call('document.read', { path });
  if (!read.ok) return notifyError(read.error);
  changeDocument(path, { notice: { kind: 'conflict', theirs: read.value } });
  notify('warning', `${path} was saved elsewhere while you edited it. Compare the two before you save.`);
}

/** By path. */
const underway = new Map<string, Promise<boolean>>();

/**
 * Keeps the text as a revision. True where it is kept. Where a save of the document is under way this one comes after it: both
 * from one base would be a conflict with oneself.
 */
export function save(path: string): Promise<boolean> {
  const before = underway.get(path);
  const saved = before === undefined ? saveNow(path) : before.then(() => saveNow(path));
  underway.set(path, saved);
  void saved.finally(() => {
    if (underway.get(path) === saved) underway.delete(path);
  });
  return saved;
}

async function saveNow(path: string): Promise<boolean> {
  const document = openDocument(path);
  if (document === null) return false;
  forgetDraft(path);
  const { text, revision } = document;
  const saved = await call('document.save', { path, text, base: revision });
  if (saved.ok) {
    settleSaved(saved.value);
    await refreshEntries();
    return true;
  }
  // What could not be saved must not be lost either.
  await call('document.draft', { path, text, base: revision });
  if (saved.error.code === 'conflict') await noteConflict(path);
  else notifyError(saved.error);
  return false;
}

/** Saves every open document that has changes. True where all are kept. */
export async function saveAll(): Promise<boolean> {
  let allKept = true;
  for (const path of unsavedPaths(useDocuments.getState().open)) {
    if (!(await save(path))) allKept = false;
  }
  return allKept;
}

/** Goes back to the saved revision; one undo step brings the edits back. */
export async function revert(path: string): Promise<void> {
  const document = openDocument(path);
  if (document === null) return;
  replaceText(path, document.saved);
  changeDocument(path, { notice: null });
  forgetDraft(path);
  const discarded = await call('document.discardDraft', { path });
  if (!discarded.ok && discarded.error.code !== 'not-found') notifyError(discarded.error);
  await refreshEntries();
}

/** Keeps what is in the editor and stops asking. */
export function keepMine(path: string): void {
  const notice = openDocument(path)?.notice;
  if (notice?.kind === 'conflict') {
    changeDocument(path, { revision: notice.theirs.revision, saved: notice.theirs.text, notice: null });
  } else changeDocument(path, { notice: null });
}

/** Takes the revision that somebody else saved. */
export async function takeTheirs(path: string): Promise<void> {
  const notice = openDocument(path)?.notice;
  if (notice?.kind !== 'conflict') return;
  settleSaved(notice.theirs);
  await revert(path);
}

/** Settles a difference between a linked document and its file on disk. */
export async function settleWithDisk(path: string, take: 'keep' | 'reload'): Promise<void> {
  await flushDraft(path);
  const settled = await call('folder.resolve', { path, take });
  if (!settled.ok) return notifyError(settled.error);
  if (take === 'keep') {
    changeDocument(path, { link: settled.value.link });
  } else {
    settleSaved(settled.value);
    replaceText(path, settled.value.text);
    forgetDraft(path);
  }
  await refreshEntries();
}
