import { openDocument, useDocuments } from '../documents/documentsStore.ts';
import { editor } from '../documents/editorPort.ts';
import { open } from '../documents/reading.ts';
import {
  isSameFinding,
  type PlacedFinding,
  selectFinding,
  shownFindings,
  useFindings,
} from '../findings/findingsStore.ts';
import { useCursor } from '../workbench/cursor.ts';
import { type ShownGraph, startId, taskOfOffset, taskOfPointer, useGraph } from './graphStore.ts';

/** Selects a task, and its first problem where none of its problems is selected. Nothing is moved or focused. */
export function selectTask(reference: string | null): void {
  if (useGraph.getState().selected === reference) return;
  useGraph.setState({ selected: reference });
  const { shown } = useGraph.getState();
  if (shown === null || reference === null || reference === startId) return;
  const { byPath, filter, selected } = useFindings.getState();
  const own = shownFindings(byPath, filter, useDocuments.getState().active).filter((placed) =>
    isAbout(shown, placed, reference),
  );
  const [first] = own;
  if (first !== undefined && !own.some((placed) => isSameFinding(placed, selected))) selectFinding(first);
}

function isAbout(shown: ShownGraph, { path, finding }: PlacedFinding, reference: string): boolean {
  return path === shown.path && taskOfPointer(shown, finding.location.pointer) === reference;
}

/** Selects a task and shows it in the text, where the cursor goes; the focus stays where it is. */
export function chooseTask(reference: string): void {
  selectTask(reference);
  const { shown } = useGraph.getState();
  const place = shown?.places.find((task) => task.reference === reference);
  if (shown === null || place === undefined || openDocument(shown.path)?.text !== shown.text) return;
  editor()?.point(shown.path, { start: place.nameStart, end: place.nameEnd });
}

/** Moves the focus to the text of the selected task. */
export async function openSelected(): Promise<void> {
  const { shown, selected } = useGraph.getState();
  if (shown === null || selected === null || !(await open(shown.path))) return;
  chooseTask(selected);
  editor()?.focus(shown.path);
}

/** Selects the task that the cursor is in. */
export function selectAtCursor(): void {
  const { shown } = useGraph.getState();
  const { path, offset } = useCursor.getState();
  if (shown === null || path !== shown.path || openDocument(path)?.text !== shown.text) return;
  const reference = taskOfOffset(shown, offset);
  if (reference !== null) selectTask(reference);
}

/** Selects the task that a problem is about. */
export function selectTaskOf({ path, finding }: PlacedFinding): void {
  const { shown } = useGraph.getState();
  if (shown === null || path !== shown.path) return;
  const reference = taskOfPointer(shown, finding.location.pointer);
  if (reference !== null) useGraph.setState({ selected: reference });
}
