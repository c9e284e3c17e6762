import { call } from '../platform/bridge.ts';
import { flushDrafts } from './documents/draftJournal.ts';
import { notifyError } from './notifications/notificationsStore.ts';
import { noteStatus } from './session.ts';

/** The workspaces there are, the one opened last first. */
export async function listWorkspaces(): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const listed = await call('workspace.list', {});
  if (listed.ok) return listed.value;
  notifyError(listed.error);
  return [];
}

/** Switches to another workspace; what was typed here is in its draft journal. */
export async function openWorkspace(id: string): Promise<void> {
  await flushDrafts();
  const opened = await call('workspace.open', { id });
  if (opened.ok) await noteStatus(opened.value);
  else notifyError(opened.error);
}

/** Creates a workspace and switches to it. */
export async function createWorkspace(name: string): Promise<void> {
  await flushDrafts();
  const created = await call('workspace.create', { name });
  if (created.ok) await noteStatus(created.value);
  else notifyError(created.error);
}
