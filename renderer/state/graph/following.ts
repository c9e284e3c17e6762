import { useFindings } from '../findings/findingsStore.ts';
import { useCursor } from '../workbench/cursor.ts';
import { selectAtCursor, selectTaskOf } from './selecting.ts';

/** Keeps the selection of the graph in step with the cursor and with the chosen problem; the function that comes back ends it. */
export function startFollowing(): () => void {
  const stopCursor = useCursor.subscribe((now, before) => {
    if (now.path !== before.path || now.offset !== before.offset) selectAtCursor();
  });
  const stopFindings = useFindings.subscribe(({ selected, byPath }, before) => {
    // With new answers of the rules the chosen problem is only found again.
    const isChoice = selected !== before.selected && byPath === before.byPath;
    if (selected !== null && isChoice) selectTaskOf(selected);
  });
  return () => {
    stopCursor();
    stopFindings();
  };
}
