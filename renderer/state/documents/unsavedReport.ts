import { call } from '../../platform/bridge.ts';
import { unsavedPaths, useDocuments } from './documentsStore.ts';

/** Tells main what the window would lose, whenever that changes, so that every way of closing asks once. */
export function startUnsavedReport(): () => void {
  let told = '';
  return useDocuments.subscribe(({ open }, before) => {
    if (open === before.open) return;
    const documents = unsavedPaths(open);
    const now = documents.join('\n');
    if (now === told) return;
    told = now;
    void call('window.unsaved', { documents });
  });
}
