import { useDocuments } from '../../state/documents/documentsStore.ts';
import { CodeEditor } from './CodeEditor.tsx';
import { DocumentNotices } from './DocumentNotices.tsx';
import styles from './DocumentView.module.css';

/** A tab with a document: what waits for an answer, and the text. */
export function DocumentView({ path }: { readonly path: string }) {
  const isOpen = useDocuments(({ open }) => open[path] !== undefined);
  if (!isOpen) return null;
  return (
    <section className={styles.view} aria-label={path}>
      <DocumentNotices path={path} />
      <CodeEditor path={path} />
    </section>
  );
}
