import { language } from '../../platform/language.ts';
import { openDocument } from '../documents/documentsStore.ts';
import { editor } from '../documents/editorPort.ts';
import { open } from '../documents/reading.ts';
import { dock } from '../workbench/dockPort.ts';
import { type ShownRun, selectTask, showPage, useRuns } from './runsStore.ts';

/** The step of a run that is selected, counted from 0; null where there is none. */
export function currentStep(workflow: string | null): { readonly at: number; readonly of: number } | null {
  const { shown, task } = useRuns.getState();
  if (shown === null || shown.workflow !== workflow || shown.trace.tasks.length === 0) return null;
  return { at: task ?? -1, of: shown.trace.tasks.length };
}

/** A task of a workflow that another one runs stands in another text: what is marked then is the task that runs it. */
function placeIn(reference: string): string {
  return reference.replace(/\/run\/workflow\/.*$/, '');
}

/** Brings a workflow's text into sight. Where it is already, nothing happens: that would take the focus. */
async function show(workflow: string): Promise<boolean> {
  const isInFront = openDocument(workflow) !== null && dock()?.isSeen(workflow) === true;
  return isInFront || open(workflow);
}

/** Marks the lines of a run's task in the editor and brings them into sight. The focus stays where it is. */
async function markTask(run: ShownRun, task: number): Promise<void> {
  const { workflow, trace } = run;
  const record = trace.tasks[task];
  if (record === undefined || !(await show(workflow))) return;
  const document = openDocument(workflow);
  if (document === null) return;
  const { kind, text } = document;
  const found = await language().ask<'locate'>({
    ask: 'locate',
    document: { path: workflow, kind, text },
    pointer: placeIn(record.reference),
    withKey: true,
  });
  // Somebody may have stepped on while the worker looked.
  const now = useRuns.getState();
  if (now.shown === run && now.task === task) editor()?.mark(workflow, found.ok ? found.value : null);
}

/** Selects a step of the run that is shown, and marks its task in the editor. */
export async function stepTo(task: number): Promise<void> {
  const { shown } = useRuns.getState();
  if (shown === null) return;
  selectTask(task);
  await markTask(shown, task);
}

/** Goes one step on or back, and stays at the ends. */
export async function step(direction: 1 | -1): Promise<void> {
  const { shown, task } = useRuns.getState();
  if (shown === null) return;
  const last = shown.trace.tasks.length - 1;
  showPage('trace');
  await stepTo(Math.min(Math.max((task ?? -1) + direction, 0), last));
}

/** Takes the mark away when another run is shown; the function that comes back stops it. */
export function startClearingMarks(): () => void {
  return useRuns.subscribe(({ shown }, before) => {
    if (shown !== before.shown && before.shown !== null) editor()?.mark(before.shown.workflow, null);
  });
}
