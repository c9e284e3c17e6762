import { type FSWatcher, watch } from 'node:fs';

/** How long the disk has to be quiet before its changes are read, in milliseconds: editors write in several steps. */
const quiet = 150;

/** Hidden folders and `node_modules`, as `listDefinitions` passes them by. */
const passedBy = /(^|[\\/])(\.[^\\/]+|node_modules)([\\/]|$)/;

/** Calls `changed` after something below the folder changed; the function that comes back stops it. */
export function watchFolder(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | undefined;
  try {
    watcher = watch(folder, { recursive: true, persistent: false, ignore: passedBy }, () => {
      clearTimeout(timer);
      timer = setTimeout(changed, quiet);
    });
    // A folder that cannot be watched is still compared whenever the workspace is opened.
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = undefined;
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}
