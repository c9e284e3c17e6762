import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KeychainKeyFile } from '../../electron/main/keyFile.ts';
import { type Workspace, Workspaces } from '../../electron/main/workspaces.ts';

const key: KeychainKeyFile = { kind: 'keychain', backend: 'gnome_libsecret', wrapped: 'AAAA' };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-workspaces-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function create(workspaces: Workspaces, name: string, wrapped: KeychainKeyFile | null): Workspace {
  const created = workspaces.create(name, wrapped);
  if (!created.ok) throw new Error(created.error.message);
  return created.value;
}

test('the workspace opened last comes first, and names survive', () => {
  const workspaces = new Workspaces(folder);
  const first = create(workspaces, 'First', key);
  const second = create(workspaces, 'Second', key);
  workspaces.touch(first);
  expect(workspaces.list().map(({ name }) => name)).toEqual(['First', 'Second']);
  expect(new Workspaces(folder).list().map(({ id }) => id)).toEqual([first.id, second.id]);
});

test('only a session’s store whose key was never written is removed', () => {
  const workspaces = new Workspaces(folder);
  const kept = create(workspaces, 'Kept', key);
  const lost = create(workspaces, 'Lost', null);
  const wrapped = create(workspaces, 'Wrapped', null);
  writeFileSync(join(workspaces.folderOf(wrapped.id), 'key.json'), '{}');
  workspaces.removeLost();
  expect([kept, lost, wrapped].map(({ id }) => existsSync(workspaces.folderOf(id)))).toEqual([true, false, true]);
});

test('a damaged description costs the name, never the workspace', () => {
  const workspaces = new Workspaces(folder);
  const { id } = create(workspaces, 'Mine', key);
  writeFileSync(join(workspaces.folderOf(id), 'workspace.json'), '{"na');
  workspaces.removeLost();
  expect(workspaces.list()).toMatchObject([{ id, session: false }]);
});

test('folders that are no workspaces are left alone', () => {
  const workspaces = new Workspaces(folder);
  writeFileSync(join(folder, 'notes.txt'), '');
  expect(workspaces.list()).toEqual([]);
});

test('where nothing can be written, making a workspace is refused with one sentence and opening one goes on', () => {
  const workspaces = new Workspaces(folder);
  const open = create(workspaces, 'Open', key);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
  const refused = workspaces.create('New', key);
  expect(refused).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(workspaces.touch(open)).toMatchObject({ id: open.id });
});
