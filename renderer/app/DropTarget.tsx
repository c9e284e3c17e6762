import { useEffect, useState } from 'react';
import { importDropped } from '../state/documents/managing.ts';
import { isStoreOpen } from '../state/status/statusStore.ts';
import { Icon } from '../ui/Icon.tsx';
import styles from './DropTarget.module.css';

function filesOf(event: DragEvent): readonly File[] | null {
  return event.dataTransfer?.types.includes('Files') ? [...event.dataTransfer.files] : null;
}

/** Takes in files that are dropped anywhere on the window, and says so while they hover over it. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const on = (name: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(name, listener, { signal: stop.signal });
    on('dragover', (event) => {
      if (filesOf(event) === null) return;
      event.preventDefault();
      setOver(isStoreOpen());
    });
    on('dragleave', (event) => event.relatedTarget === null && setOver(false));
    on('drop', (event) => {
      const files = filesOf(event);
      if (files === null) return;
      event.preventDefault();
      setOver(false);
      if (isStoreOpen()) void importDropped(files);
    });
    return () => stop.abort();
  }, []);
  if (!over) return null;
  return (
    <div className={styles.over}>
      <Icon name="upload" size={24} /> Drop workflows, scenarios or stubs here
    </div>
  );
}
