import { useEffect } from 'react';
import { isUnsaved, useDocuments } from '../state/documents/documentsStore.ts';
import { protectionNotice } from '../state/status/protection.ts';
import { useStatus } from '../state/status/statusStore.ts';

/** Keeps the window's title: the document, the workspace, and what protects the store. */
export function useWindowTitle(): void {
  const document = useDocuments(({ open, active }) => (active === null ? undefined : open[active]));
  const store = useStatus((state) => state.store);
  const name = document === undefined ? null : `${isUnsaved(document) ? '● ' : ''}${document.path}`;
  const protection = store === null ? null : protectionNotice(store).label;
  const title = [name, store?.workspace?.name, 'Drydock', protection].filter(Boolean).join(' — ');
  useEffect(() => {
    window.document.title = title;
  }, [title]);
}
