import { create } from 'zustand';
import type { Revision } from '../../../shared/contract/documentMethods.ts';
import type { Range } from '../../../shared/workflow/document.ts';
import { call } from '../../platform/bridge.ts';
import { notifyError } from '../notifications/notificationsStore.ts';
import { showView } from '../workbench/dockPort.ts';
import { openDocument } from './documentsStore.ts';

/** A text that the one in the editor is compared with. */
export interface Comparison {
  readonly path: string;
  readonly label: string;
  readonly text: string;
  /** The revision it is, where it is one. */
  readonly digest: string | null;
  /** A place of the text to begin at. */
  readonly reveal?: Range;
}

interface ComparingState {
  readonly comparison: Comparison | null;
  readonly revisions: readonly Revision[];
  /** The document that {@link revisions} are of. */
  readonly path: string | null;
}

/** The Revisions view: which revisions there are, and what is compared. */
export const useComparing = create<ComparingState>(() => ({ comparison: null, revisions: [], path: null }));

/** Reads the revisions of a document, newest first. */
export async function loadRevisions(path: string): Promise<void> {
  const listed = await call('document.revisions', { path });
  const revisions = listed.ok ? listed.value : [];
  useComparing.setState(({ comparison }) => ({
    path,
    revisions,
    comparison: comparison?.path === path ? comparison : null,
  }));
  if (!listed.ok && listed.error.code !== 'not-found') notifyError(listed.error);
}

/** Compares the editor's text with another. */
export function compareTexts(comparison: Comparison): void {
  useComparing.setState({ comparison });
  showView('revisions');
}

/** Compares the editor's text with the saved revision. */
export async function compareWithSaved(path: string): Promise<void> {
  const document = openDocument(path);
  if (document === null) return;
  compareTexts({ path, label: 'Saved revision', text: document.saved, digest: document.revision });
}

/** Compares it with the revision that somebody else saved. */
export async function compareWithTheirs(path: string): Promise<void> {
  const notice = openDocument(path)?.notice;
  if (notice?.kind !== 'conflict') return;
  compareTexts({ path, label: 'Newer revision', text: notice.theirs.text, digest: notice.theirs.revision });
}

/** Compares it with the linked file. */
export async function compareWithDisk(path: string): Promise<void> {
  const read = await call('folder.readDisk', { path });
  if (read.ok) compareTexts({ path, label: 'File on disk', text: read.value.text, digest: null });
  else notifyError(read.error);
}

/** Compares it with one of its revisions. */
export async function compareWithRevision(path: string, revision: Revision, label: string): Promise<void> {
  const read = await call('document.readRevision', { path, digest: revision.digest });
  if (read.ok) compareTexts({ path, label, text: read.value.text, digest: revision.digest });
  else notifyError(read.error);
}
