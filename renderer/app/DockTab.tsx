import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { useEffect, useRef, useState } from 'react';
import { closeTab } from '../commands/fileCommands.ts';
import { isUnsaved, useDocuments } from '../state/documents/documentsStore.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './DockTab.module.css';

function useTitle({ api }: IDockviewPanelHeaderProps): string {
  const [title, setTitle] = useState(api.title ?? '');
  useEffect(() => {
    const stop = api.onDidTitleChange((event) => setTitle(event.title));
    return () => stop.dispose();
  }, [api]);
  return title;
}

/**
 * Closes a tab by mouse. A tab cannot hold a button of its own for the keyboard and screen readers:
 * they have the command "Close tab".
 */
function CloseMark({ onClose }: { onClose: () => void }) {
  const mark = useRef<HTMLSpanElement>(null);
  const latest = useRef(onClose);
  latest.current = onClose;
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    // Before the tab takes the press for the start of a drag.
    mark.current?.addEventListener('pointerdown', (event) => event.stopPropagation(), { signal });
    mark.current?.addEventListener('click', () => latest.current(), { signal });
    return () => stop.abort();
  }, []);
  return (
    <span ref={mark} className={styles.close} aria-hidden="true">
      <Icon name="close" size={12} />
    </span>
  );
}

/** A tab's title, a mark for unsaved changes, and the mark that closes it. */
export function DockTab(props: IDockviewPanelHeaderProps) {
  const title = useTitle(props);
  const path = typeof props.params.path === 'string' ? props.params.path : null;
  const unsaved = useDocuments(({ open }) => {
    const document = path === null ? undefined : open[path];
    return document !== undefined && isUnsaved(document);
  });
  const close = () => (path === null ? props.api.close() : void closeTab(path));
  return (
    <div className={styles.tab} title={path ?? title}>
      <span>{title}</span>
      {unsaved && (
        <span className={styles.unsaved}>
          ●<span className="visually-hidden"> unsaved</span>
        </span>
      )}
      <CloseMark onClose={close} />
    </div>
  );
}
