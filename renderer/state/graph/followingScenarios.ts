import type { Edit } from '../../../shared/workflow/edit.ts';
import type { TaskChange } from '../../../shared/workflow/taskEdits/taskChange.ts';
import { call } from '../../platform/bridge.ts';
import { graphLanguage } from '../../platform/language.ts';
import type { WorkerText } from '../../workers/protocol.ts';
import { workflowOf } from '../documents/companions.ts';
import { openDocument, useDocuments } from '../documents/documentsStore.ts';
import { editDocument } from '../documents/editorPort.ts';
import { openBehind } from '../documents/reading.ts';
import { dismiss, notify } from '../notifications/notificationsStore.ts';

/** A document that names tasks of a workflow, and how it is to follow a change of them. */
interface Follower {
  readonly document: WorkerText;
  readonly edits: readonly Edit[];
}

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

async function followersOf(workflow: WorkerText, change: TaskChange): Promise<readonly Follower[]> {
  const companions = await companionsOf(workflow.path);
  const asked = companions.map(async (document): Promise<Follower[]> => {
    const edits = await graphLanguage().ask<'edit-scenario'>({ ask: 'edit-scenario', document, workflow, change });
    return edits.ok && edits.value.length > 0 ? [{ document, edits: edits.value }] : [];
  });
  return (await Promise.all(asked)).flat();
}

/** Each as one undo step of its own document, which is opened in a tab behind the one in front. */
async function follow(followers: readonly Follower[]): Promise<void> {
  for (const { document, edits } of followers) {
    const isThere = await openBehind(document.path);
    if (isThere && openDocument(document.path)?.text === document.text) editDocument(document.path, edits);
    else notify('warning', `${document.path} has changed in the meantime. Name the tasks in it yourself.`);
  }
}

/** After a change of a task, says which scenarios name tasks as they were before, and offers to rewrite them. */
export async function offerToFollow(workflow: WorkerText, change: TaskChange): Promise<void> {
  const followers = await followersOf(workflow, change);
  if (followers.length === 0) return;
  const places = followers.reduce((sum, { edits }) => sum + edits.length, 0);
  const [names, them] =
    followers.length === 1 ? ['1 scenario names', 'it'] : [`${followers.length} scenarios name`, 'them'];
  const words = `${names} tasks as they were before this change, in ${places} ${places === 1 ? 'place' : 'places'}.`;
  const id = notify('warning', words, {
    label: `Rewrite ${them}`,
    run() {
      dismiss(id);
      void follow(followers);
    },
  });
}
