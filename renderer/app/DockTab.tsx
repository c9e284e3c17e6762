import type { IDockviewPanelHeaderProps } from 'dockview-react';
import { useEffect, useState } from 'react';
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

/** A tab's title, a mark for unsaved changes, and the button that closes it. */
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
      {/* The tab itself has the keyboard's focus; closing by keyboard is a command with a shortcut. */}
      <button
        type="button"
        tabIndex={-1}
        className={styles.close}
        aria-label={`Close ${title}`}
        onPointerDown={(event) => event.stopPropagation()}
        onClick={close}
      >
        <Icon name="close" size={12} />
      </button>
    </div>
  );
}
