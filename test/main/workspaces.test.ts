import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Workspaces } from '../../electron/main/workspaces.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-workspaces-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the workspace opened last comes first, and names survive', () => {
  const workspaces = new Workspaces(folder);
  const first = workspaces.create('First', false);
  const second = workspaces.create('Second', false);
  workspaces.touch(first);
  expect(workspaces.list().map(({ name }) => name)).toEqual(['First', 'Second']);
  expect(new Workspaces(folder).list().map(({ id }) => id)).toEqual([first.id, second.id]);
});

test('only a session’s store whose key was never written is removed', () => {
  const workspaces = new Workspaces(folder);
  const kept = workspaces.create('Kept', false);
  const lost = workspaces.create('Lost', true);
  const wrapped = workspaces.create('Wrapped', true);
  writeFileSync(join(workspaces.folderOf(wrapped.id), 'key.json'), '{}');
  workspaces.removeLost();
  expect([kept, lost, wrapped].map(({ id }) => existsSync(workspaces.folderOf(id)))).toEqual([true, false, true]);
});

test('a damaged description costs the name, never the workspace', () => {
  const workspaces = new Workspaces(folder);
  const { id } = workspaces.create('Mine', true);
  writeFileSync(join(workspaces.folderOf(id), 'workspace.json'), '{"na');
  workspaces.removeLost();
  expect(workspaces.list()).toMatchObject([{ id, session: false }]);
});

test('folders that are no workspaces are left alone', () => {
  const workspaces = new Workspaces(folder);
  writeFileSync(join(folder, 'notes.txt'), '');
  expect(workspaces.list()).toEqual([]);
});
