import { call } from '../platform/bridge.ts';
import { flushDrafts } from './documents/draftJournal.ts';
import { notify, notifyError } from './notifications/notificationsStore.ts';
import { noteReplacedStore, noteStatus } from './session.ts';

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

/** Copies the open workspace to a folder that the person picks, under a passphrase of the copy's own. */
export async function backUpWorkspace(passphrase: string): Promise<void> {
  await flushDrafts();
  const made = await call('workspace.backup', { passphrase });
  if (!made.ok) return notifyError(made.error);
  if (made.value.written) notify('success', 'The backup is written, and was opened to check it.');
}

/** Puts back a backup that the person picks, and switches to its workspace. */
export async function restoreWorkspace(passphrase: string): Promise<void> {
  await flushDrafts();
  const restored = await call('workspace.restore', { passphrase });
  if (!restored.ok) return notifyError(restored.error);
  if (restored.value === null) return;
  const { status, movedAside } = restored.value;
  await noteReplacedStore(status);
  const aside = movedAside ? ' What was there before is kept beside it.' : '';
  notify('success', `Restored “${status.workspace?.name ?? 'the workspace'}”.${aside}`);
}
