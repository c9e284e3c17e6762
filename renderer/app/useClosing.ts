import { useEffect } from 'react';
import { call, listen } from '../platform/bridge.ts';
import { unsavedPaths, useDocuments } from '../state/documents/documentsStore.ts';
import { flushDrafts } from '../state/documents/draftJournal.ts';
import { saveAll } from '../state/documents/saving.ts';
import { askChoice } from '../state/workbench/dialogs.ts';

function sentence(paths: readonly string[]): string {
  if (paths.length === 1) return `${paths[0]} has changes that are not saved as a revision.`;
  return `${paths.length} documents have changes that are not saved as a revision: ${paths.slice(0, 5).join(', ')}${paths.length > 5 ? ' …' : ''}.`;
}

/** The one question for every way of closing the window. */
export async function askBeforeClosing(): Promise<void> {
  await flushDrafts();
  const unsaved = unsavedPaths(useDocuments.getState().open);
  if (unsaved.length > 0) {
    const text = `${sentence(unsaved)} If you close without saving, they are kept as drafts.`;
    const answer = await askChoice('Save before closing?', text, [
      { id: 'save', label: 'Save all and close', variant: 'primary' },
      { id: 'close', label: 'Close, keep drafts' },
    ]);
    if (answer === null) return;
    if (answer === 'save' && !(await saveAll())) return;
  }
  await call('window.close', {});
}

/** Answers main when the window wants to close. */
export function useClosing(): void {
  useEffect(() => listen('window.closing', () => void askBeforeClosing()), []);
}
