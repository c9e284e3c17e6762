import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../electron/store/database.ts';
import { openTestStore, temporaryFolder, testKey } from './temporaryStore.ts';

const at = '2026-01-01T00:00:00.000Z';
const id = '01JDDOCUMENT00000000000000';

test('revisions are immutable and a draft stands beside them', () => {
  const store = openTestStore(temporaryFolder());
  store.documents.create(id, 'a.yaml', at);
  store.documents.addRevision(id, { digest: 'sha256:1', text: 'one', at, by: 'someone' });
  store.documents.addRevision(id, { digest: 'sha256:2', text: 'two', at, by: 'someone' });
  store.documents.addRevision(id, { digest: 'sha256:1', text: 'one', at, by: 'someone' });
  store.drafts.write(id, { text: 'typed', base: 'sha256:1', at });
  expect(store.documents.revisions(id).map(({ digest }) => digest)).toEqual(['sha256:1', 'sha256:2', 'sha256:1']);
  expect(store.documents.find('a.yaml')).toMatchObject({ revision: 'sha256:1', hasDraft: true });
  expect(store.documents.readRevision(id, 'sha256:2')).toBe('two');
  store.close();
});

test('a revision is read through its own document only', () => {
  const store = openTestStore(temporaryFolder());
  store.documents.create(id, 'a.yaml', at);
  store.documents.addRevision(id, { digest: 'sha256:1', text: 'one', at, by: 'someone' });
  expect(store.documents.readRevision('01JDTHERDCUMENT00000000000', 'sha256:1')).toBeNull();
  store.close();
});

test('a deleted document frees its path', () => {
  const store = openTestStore(temporaryFolder());
  store.documents.create(id, 'a.yaml', at);
  store.documents.markDeleted(id, at);
  expect(store.documents.find('a.yaml')).toBeNull();
  store.documents.create('01JDDOCUMENT00000000000001', 'a.yaml', at);
  expect(store.documents.count()).toBe(1);
  store.close();
});

test('only the newest runs are kept', () => {
  const store = openTestStore(temporaryFolder());
  const run = { path: 'a.yaml', scenario: null, status: 'completed', digest: null, at };
  for (const number of [1, 2, 3, 4, 5]) store.runs.add({ ...run, id: `01JDRUN${number}` }, '{}');
  expect(store.runs.prune(2, 1_000)).toBe(3);
  expect(store.runs.list(10).map((each) => each.id)).toEqual(['01JDRUN5', '01JDRUN4']);
  expect(store.runs.list(10, 'b.yaml')).toEqual([]);
  store.close();
});

test('traces take no more than so many bytes together, and the oldest make room', () => {
  const store = openTestStore(temporaryFolder());
  const run = { path: 'a.yaml', scenario: null, status: 'completed', digest: null, at };
  for (const number of [1, 2, 3, 4]) store.runs.add({ ...run, id: `01JDRUN${number}` }, `"${'é'.repeat(50)}"`);
  expect(store.runs.prune(10, 250)).toBe(2);
  expect(store.runs.list(10).map((each) => each.id)).toEqual(['01JDRUN4', '01JDRUN3']);
  expect(store.runs.prune(10, 250)).toBe(0);
  store.close();
});

test('rows of a data set are read by page and go with it', () => {
  const store = openTestStore(temporaryFolder());
  const rows = Array.from({ length: 10 }, (_, index) => JSON.stringify({ index }));
  store.datasets.add({ id: '01JDSET', name: 'people.csv', columns: '[]', importedAt: at }, rows);
  expect(store.datasets.find('01JDSET')).toMatchObject({ rows: 10 });
  expect(store.datasets.readRows('01JDSET', 8, 5)).toEqual(['{"index":8}', '{"index":9}']);
  expect(store.datasets.remove('01JDSET')).toBe(true);
  expect(store.datasets.readRows('01JDSET', 0, 5)).toEqual([]);
  store.close();
});

test('what is from before a time is removed, rows and all, and its number is told', () => {
  const store = openTestStore(temporaryFolder());
  const before = '2025-12-31T23:59:59.999Z';
  const run = { path: 'a.yaml', scenario: null, status: 'completed', digest: null };
  for (const time of [before, at]) {
    store.runs.add({ ...run, id: time, at: time }, '{}');
    store.datasets.add({ id: time, name: 'people.csv', columns: '[]', importedAt: time }, ['{}']);
  }
  expect([store.runs.removeBefore(at), store.datasets.removeBefore(at)]).toEqual([1, 1]);
  expect(store.runs.list(10).map((each) => each.id)).toEqual([at]);
  expect(store.datasets.list().map((each) => each.id)).toEqual([at]);
  expect([store.datasets.readRows(before, 0, 5), store.datasets.readRows(at, 0, 5)]).toEqual([[], ['{}']]);
  expect([store.runs.removeBefore(at), store.datasets.removeBefore(at)]).toEqual([0, 0]);
  store.close();
});

test('an old draft goes, but not where it is all that a document has', () => {
  const store = openTestStore(temporaryFolder());
  for (const name of ['saved', 'recent', 'never-saved']) {
    store.documents.create(name, `${name}.yaml`, at);
    if (name !== 'never-saved')
      store.documents.addRevision(name, { digest: 'sha256:1', text: 'one', at, by: 'someone' });
    store.drafts.write(name, { text: 'typed', base: null, at: name === 'recent' ? at : '2025-01-01T00:00:00.000Z' });
  }
  expect(store.drafts.removeBefore(at)).toBe(1);
  expect(store.documents.list().map(({ path, hasDraft }) => [path, hasDraft])).toEqual([
    ['never-saved.yaml', true],
    ['recent.yaml', true],
    ['saved.yaml', false],
  ]);
  expect(store.documents.revisions('saved')).toHaveLength(1);
  store.close();
});

test.each([
  'UPDATE audit_entry SET who = 1',
  'DELETE FROM audit_entry',
  'UPDATE audit_checkpoint SET hash = 1',
  'DELETE FROM audit_checkpoint',
  'UPDATE revision SET by = 1',
  'UPDATE content SET text = 1',
])('the database itself refuses: %s', (statement) => {
  const folder = temporaryFolder();
  const store = openTestStore(folder);
  store.audit.append({ at, who: 'someone', action: 'x', subject: 'y', before: null, after: null });
  store.audit.addCheckpoint({ entries: 1, hash: 'h', at, key: 'k', signature: 's' });
  store.documents.create(id, 'a.yaml', at);
  store.documents.addRevision(id, { digest: 'sha256:1', text: 'one', at, by: 'someone' });
  store.close();
  const database = openDatabase(join(folder, 'store.db'), testKey);
  if (!database.ok) throw new Error(database.error.message);
  expect(() => database.value.database.exec(statement)).toThrow(/immutable|append-only/);
  database.value.database.close();
});
