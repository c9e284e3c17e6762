import { useEffect } from 'react';
import { call, listen } from '../platform/bridge.ts';
import { unsavedPaths, useDocuments } from '../state/documents/documentsStore.ts';
import { flushDrafts } from '../state/documents/draftJournal.ts';
import { saveAll } from '../state/documents/saving.ts';
import { reportUnsaved } from '../state/documents/unsavedReport.ts';
import { isStoreTransient, lostAtClosing } from '../state/status/sessionLoss.ts';
import { askForPassphrase } from '../state/vault/passphraseForm.ts';
import { askChoice } from '../state/workbench/dialogs.ts';

function list(names: readonly string[]): string {
  return `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''}`;
}

function sentence(paths: readonly string[]): string {
  if (paths.length === 1) return `${paths[0]} has changes that are not saved as a revision.`;
  return `${paths.length} documents have changes that are not saved as a revision: ${list(paths)}.`;
}

/** True where the window may close although its store ends with it. */
async function askAboutTransient(unsaved: readonly string[], lost: readonly string[]): Promise<boolean> {
  const names = [...new Set([...unsaved, ...lost])];
  const title = unsaved.length > 0 ? 'Save before closing?' : 'Keep this workspace?';
  const text =
    'This computer offers no keychain, so the workspace is kept in memory only and ends with the window, drafts included. ' +
    `A passphrase keeps it. You would lose: ${list(names)}.`;
  const answer = await askChoice(title, text, [
    { id: 'protect', label: 'Set a passphrase', variant: 'primary' },
    { id: 'lose', label: 'Close and lose this workspace', variant: 'danger' },
  ]);
  if (answer === 'protect') askForPassphrase();
  return answer === 'lose';
}

/** True where the window may close, or its page be loaded anew: a store that is in memory only outlives that. */
async function mayClose(isReload: boolean): Promise<boolean> {
  const unsaved = unsavedPaths(useDocuments.getState().open);
  const lost = isReload ? [] : lostAtClosing();
  if (unsaved.length + lost.length === 0) return true;
  if (isStoreTransient() && !isReload) return askAboutTransient(unsaved, lost);
  const text = `${sentence(unsaved)} If you close without saving, they are kept as drafts.`;
  const answer = await askChoice('Save before closing?', text, [
    { id: 'save', label: 'Save all and close', variant: 'primary' },
    { id: 'close', label: 'Close, keep drafts' },
  ]);
  return answer === 'close' || (answer === 'save' && (await saveAll()));
}

/** The one question for every way of closing the window, and for loading its page anew. */
export async function askBeforeClosing(isReload = false): Promise<void> {
  await flushDrafts();
  if (await mayClose(isReload)) await call('window.close', {});
  else await reportUnsaved();
}

/** Answers main when the window wants to close. */
export function useClosing(): void {
  useEffect(() => listen('window.closing', ({ reload }) => void askBeforeClosing(reload === true)), []);
}
