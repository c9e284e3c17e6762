import type { StoredDocument } from '../../../shared/contract/documentMethods.ts';
import { call } from '../../platform/bridge.ts';
import { notifyError } from '../notifications/notificationsStore.ts';
import { changeSettings, useSettings, withRecent } from '../settings/settingsStore.ts';
import { dock } from '../workbench/dockPort.ts';
import {
  activate,
  changeDocument,
  type DocumentNotice,
  isUnsaved,
  type OpenDocument,
  openDocument,
  putDocument,
  useDocuments,
} from './documentsStore.ts';
import { editor, replaceText } from './editorPort.ts';

function noticeOf({ draft, revision, text }: StoredDocument): DocumentNotice | null {
  // A document that was never saved is nothing but its draft: there is nothing to compare it with.
  if (draft === null || revision === null || draft.text === text) return null;
  return { kind: 'draft-restored', at: draft.at, baseChanged: draft.base !== revision };
}

/** A stored document as it is opened: with its draft, so that nothing is lost. */
export function opened(stored: StoredDocument): OpenDocument {
  return {
    path: stored.path,
    kind: stored.kind,
    revision: stored.revision,
    saved: stored.text,
    text: stored.draft?.text ?? stored.text,
    link: stored.link,
    notice: noticeOf(stored),
  };
}

/** Reads the list of documents anew. */
export async function refreshEntries(): Promise<void> {
  const listed = await call('document.list', {});
  if (listed.ok) useDocuments.setState({ entries: listed.value });
  else notifyError(listed.error);
}

/** Opens a document in a tab behind the one in front. True where it is open afterwards. */
export async function openBehind(path: string): Promise<boolean> {
  if (openDocument(path) !== null) return true;
  const read = await call('document.read', { path });
  if (!read.ok) {
    notifyError(read.error);
    return false;
  }
  if (openDocument(path) === null) putDocument(opened(read.value));
  return true;
}

/** Opens a document, or shows it where it is open. True where it is open afterwards. */
export async function open(path: string): Promise<boolean> {
  if (!(await openBehind(path))) return false;
  activate(path);
  // It may be the active document and yet lie behind a view.
  dock()?.showDocument(path);
  void changeSettings({ recentDocuments: withRecent(useSettings.getState().recentDocuments, path) });
  return true;
}

/** Opens a document and moves the focus into its text. */
export async function openToWrite(path: string): Promise<void> {
  if (await open(path)) editor()?.focus(path);
}

function takeStored(document: OpenDocument, stored: StoredDocument): void {
  const { path } = document;
  if (stored.revision === document.revision) {
    changeDocument(path, { link: stored.link });
  } else if (stored.text === document.text || !isUnsaved(document)) {
    changeDocument(path, { revision: stored.revision, saved: stored.text, link: stored.link, notice: null });
    if (stored.text !== document.text) replaceText(path, stored.text);
  } else {
    changeDocument(path, { link: stored.link, notice: { kind: 'conflict', theirs: stored } });
  }
}

/** Takes in what changed outside the page: silently where nothing is at stake, as a question where edits are. */
export async function takeChanges(paths: readonly string[]): Promise<void> {
  await refreshEntries();
  for (const path of paths) {
    if (openDocument(path) === null) continue;
    const read = await call('document.read', { path });
    const document = openDocument(path);
    if (read.ok && document !== null) takeStored(document, read.value);
  }
}
