import type { TaskEdit } from '../../../shared/workflow/taskEdits/editTask.ts';
import { nameObjection, type TaskChange } from '../../../shared/workflow/taskEdits/taskChange.ts';
import { type TaskType, taskTypes } from '../../../shared/workflow/tasks.ts';
import { graphLanguage } from '../../platform/language.ts';
import { openDocument } from '../documents/documentsStore.ts';
import { editDocument } from '../documents/editorPort.ts';
import { notify, notifyError } from '../notifications/notificationsStore.ts';
import { askChoice, askText } from '../workbench/dialogs.ts';
import { offerToFollow } from './followingScenarios.ts';
import { nodesById, useGraph } from './graphStore.ts';

/** The task that commands act on: the selected one, while the graph is of the text as it is now. */
export function changeableTask(): { readonly path: string; readonly reference: string } | null {
  const { shown, selected, isBroken } = useGraph.getState();
  if (shown === null || selected === null || isBroken || selected.includes('#')) return null;
  return nodesById(shown).has(selected) ? { path: shown.path, reference: selected } : null;
}

/** Changes a task in the text as one undo step, and selects what is left of it. */
export async function changeTask(path: string, change: TaskChange): Promise<void> {
  const document = openDocument(path);
  if (document === null) return;
  const { kind, text } = document;
  const answer = await graphLanguage().ask<'edit-task'>({ ask: 'edit-task', document: { path, kind, text }, change });
  if (!answer.ok) notifyError(answer.error);
  else if (!answer.value.ok) notify('info', answer.value.error.message);
  else if (openDocument(path)?.text !== text) notify('info', 'The text has just changed. Try it again.');
  else {
    apply(path, answer.value.value);
    if (change.kind !== 'lead') await offerToFollow({ path, kind, text }, change);
  }
}

function apply(path: string, { edits, reference, redirected }: TaskEdit): void {
  if (edits.length === 0) return;
  useGraph.setState({ wanted: reference });
  editDocument(path, edits);
  if (redirected !== null) notify('info', sayRedirected(redirected));
}

function sayRedirected({ ways, to }: NonNullable<TaskEdit['redirected']>): string {
  const goal = to === 'end' ? 'the end of the workflow' : to === 'exit' ? 'the end of the list' : `“${to}”`;
  return ways === 1
    ? `A way led to the removed task. It now leads to ${goal}.`
    : `${ways} ways led to the removed task. They now lead to ${goal}.`;
}

/** Names of the other tasks of a task's list. */
function othersOf(reference: string): string[] {
  const nodes = nodesById(useGraph.getState().shown);
  const scope = nodes.get(reference)?.scope;
  const tasks = [...nodes.values()].filter((node) => node.scope === scope && node.id !== reference);
  return tasks.filter(({ id }) => !id.includes('#')).map(({ label }) => label);
}

/** Asks for another name of the selected task. */
export async function renameSelected(): Promise<void> {
  const task = changeableTask();
  const place = useGraph.getState().shown?.places.find(({ reference }) => reference === task?.reference);
  if (task === null || place === undefined) return;
  const others = othersOf(task.reference);
  const name = await askText({
    title: `Rename ${place.name}`,
    label: 'Name of the task',
    value: place.name,
    confirm: 'Rename',
    objection: (value) => nameObjection(value, others),
  });
  if (name !== null && name !== place.name) await changeTask(task.path, { kind: 'rename', task: task.reference, name });
}

/** Asks which type of task to put behind the selected one. */
export async function addBehindSelected(): Promise<void> {
  const choices = taskTypes.map((type) => ({ id: type, label: type }));
  const type = await askChoice('Add a task', 'Which type of task comes behind the selected one?', choices);
  if (type !== null) await addTask(type as TaskType);
}

/** Puts a task of a type behind the selected one. */
export async function addTask(type: TaskType): Promise<void> {
  const task = changeableTask();
  if (task !== null) await changeTask(task.path, { kind: 'add', after: task.reference, type });
}

/** Takes the selected task out of its list. */
export async function removeSelected(): Promise<void> {
  const task = changeableTask();
  if (task !== null) await changeTask(task.path, { kind: 'remove', task: task.reference });
}

/** Moves the selected task up (-1) or down (1) in its list. */
export async function moveSelected(by: 1 | -1): Promise<void> {
  const task = changeableTask();
  if (task !== null) await changeTask(task.path, { kind: 'move', task: task.reference, by });
}

/** Sets where the selected task leads; `from` and `to` as in {@link TaskChange}. */
export async function leadSelected(from: string, to: string | null): Promise<void> {
  const task = changeableTask();
  if (task !== null) await changeTask(task.path, { kind: 'lead', task: task.reference, from, to });
}
