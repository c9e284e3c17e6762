import type { TaskChange } from '../../../shared/workflow/taskEdits/taskChange.ts';
import { call } from '../../platform/bridge.ts';
import { graphLanguage } from '../../platform/language.ts';
import type { WorkerText } from '../../workers/protocol.ts';
import { countOf } from '../countWords.ts';
import { applyTextEdits } from '../documents/applyTextEdits.ts';
import { changedLines } from '../documents/changedLines.ts';
import { workflowOf } from '../documents/companions.ts';
import { openDocument, useDocuments } from '../documents/documentsStore.ts';
import { editDocument } from '../documents/editorPort.ts';
import { openBehind } from '../documents/reading.ts';
import { dismiss, notify, useNotifications } from '../notifications/notificationsStore.ts';

/** A change of a task, and the workflow as it was before. */
interface Step {
  readonly workflow: WorkerText;
  readonly change: TaskChange;
}

/** A document that names tasks of a workflow, and what it says once it has followed. */
interface Follower {
  readonly document: WorkerText;
  readonly text: string;
  readonly places: number;
}

/** What is offered for a workflow: to follow the changes that were made since its scenarios were in step with it. */
interface Offer {
  readonly notification: number;
  readonly steps: readonly Step[];
  readonly stopWatching: () => void;
}

const offers = new Map<string, Offer>();

/** Scenarios and stubs of a workflow as they are now, in the editor or in the store. */
async function companionsOf(workflow: string): Promise<readonly WorkerText[]> {
  const { entries } = useDocuments.getState();
  const own = entries.filter(({ path }) => path !== workflow && workflowOf(path, entries) === workflow);
  const read = own.map(async ({ path, kind }): Promise<WorkerText[]> => {
    const open = openDocument(path);
    if (open !== null) return [{ path, kind, text: open.text }];
    const stored = await call('document.read', { path });
    return stored.ok ? [{ path, kind, text: stored.value.draft?.text ?? stored.value.text }] : [];
  });
  return (await Promise.all(read)).flat();
}

async function followed(document: WorkerText, steps: readonly Step[]): Promise<Follower> {
  let { text } = document;
  let places = 0;
  for (const step of steps) {
    const asked = { ask: 'edit-scenario', document: { ...document, text }, ...step } as const;
    const edits = await graphLanguage().ask<'edit-scenario'>(asked);
    if (!edits.ok) continue;
    text = applyTextEdits(text, edits.value);
    places = Math.max(places, edits.value.length);
  }
  return { document, text, places };
}

async function followersOf(workflow: string, steps: readonly Step[]): Promise<readonly Follower[]> {
  const companions = await companionsOf(workflow);
  const all = await Promise.all(companions.map((document) => followed(document, steps)));
  return all.filter(({ document, text }) => text !== document.text);
}

/** Each as one undo step of its own document, which is opened in a tab behind the one in front. */
async function follow(workflow: string, steps: readonly Step[]): Promise<void> {
  for (const { document, text } of await followersOf(workflow, steps)) {
    const isThere = await openBehind(document.path);
    if (isThere && openDocument(document.path)?.text === document.text) {
      editDocument(document.path, [changedLines(document.text, text)]);
    } else notify('warning', `${document.path} has changed in the meantime. Name the tasks in it yourself.`);
  }
}

/** Takes back what is offered for a workflow; gives the changes that it was about, where the person still saw it. */
function withdraw(workflow: string): readonly Step[] {
  const offer = offers.get(workflow);
  if (offer === undefined) return [];
  offers.delete(workflow);
  offer.stopWatching();
  const isSeen = useNotifications.getState().shown.some(({ id }) => id === offer.notification);
  dismiss(offer.notification);
  return isSeen ? offer.steps : [];
}

/** Looks for an undo of changes that an offer is about: what is left of them is offered then. */
function watchForUndo(workflow: string, steps: readonly Step[]): () => void {
  return useDocuments.subscribe(({ open }, before) => {
    if (open[workflow]?.text === before.open[workflow]?.text) return;
    const left = standing(workflow, steps);
    if (left.length < steps.length) void offer(workflow, withdraw(workflow).slice(0, left.length));
  });
}

/** The changes that were not undone. */
function standing(workflow: string, steps: readonly Step[]): readonly Step[] {
  const text = openDocument(workflow)?.text;
  const undone = steps.findIndex((step) => step.workflow.text === text);
  return undone < 0 ? steps : steps.slice(0, undone);
}

async function offer(workflow: string, steps: readonly Step[]): Promise<void> {
  const followers = await followersOf(workflow, steps);
  if (followers.length === 0 || standing(workflow, steps) !== steps) return;
  const places = followers.reduce((sum, follower) => sum + follower.places, 0);
  const one = followers.length === 1;
  const words = `${countOf(followers.length, 'scenario')} ${one ? 'names' : 'name'} tasks as they were before this change, in ${countOf(places, 'place')}.`;
  const run = (): void => {
    withdraw(workflow);
    void follow(workflow, steps);
  };
  const notification = notify('warning', words, { label: `Rewrite ${one ? 'it' : 'them'}`, run });
  offers.set(workflow, { notification, steps, stopWatching: watchForUndo(workflow, steps) });
}

/** After a change of a task, says which scenarios name tasks as they were before, and offers to rewrite them. */
export async function offerToFollow(workflow: WorkerText, change: TaskChange): Promise<void> {
  await offer(workflow.path, [...withdraw(workflow.path), { workflow, change }]);
}
