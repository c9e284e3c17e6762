import { hkdfSync } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allowWrites, openDatabase } from '../../electron/store/database.ts';
import { openStore, storeOn } from '../../electron/store/store.ts';
import { writeStoreCheck } from '../../electron/store/storeCheck.ts';
import { storeError } from '../../electron/store/storeError.ts';
import { openTestStore, temporaryFolder, testKey, testPorts, testWorkspace } from './temporaryStore.ts';

const at = '2026-01-01T00:00:00.000Z';

function open(folder: string, key = testKey, workspace: typeof testWorkspace | null = testWorkspace) {
  return openStore({ file: join(folder, 'store.db'), key, workspace, ports: testPorts() });
}

function filled(): string {
  const folder = temporaryFolder();
  const store = openTestStore(folder);
  store.documents.create('01JDDOCUMENT00000000000000', 'a.yaml', at);
  for (let count = 0; count < 50; count += 1) {
    const revision = { digest: `sha256:${count}`, text: `${count} `.repeat(2_000), at, by: 'someone' };
    store.documents.addRevision('01JDDOCUMENT00000000000000', revision);
  }
  store.close();
  return folder;
}

test('what was kept is there when the store is opened again', () => {
  const folder = filled();
  const store = openTestStore(folder);
  expect(store.documents.list()).toEqual([
    { id: '01JDDOCUMENT00000000000000', path: 'a.yaml', revision: 'sha256:49', hasDraft: false },
  ]);
  store.close();
});

test('a wrong key is denied, and the file stays as it is', () => {
  const folder = filled();
  const before = readFileSync(join(folder, 'store.db'));
  expect(open(folder, new Uint8Array(32).fill(8))).toMatchObject({ ok: false, error: { code: 'denied' } });
  expect(readFileSync(join(folder, 'store.db')).equals(before)).toBe(true);
});

test('a wrong key without the check file is told as damage', () => {
  const folder = filled();
  rmSync(join(folder, 'store.db.check'));
  expect(open(folder, new Uint8Array(32).fill(8))).toMatchObject({ ok: false, error: { code: 'integrity' } });
});

describe('damage', () => {
  const file = (folder: string) => join(folder, 'store.db');

  test.each([
    ['cut in the middle', (folder: string) => truncateSync(file(folder), 40_960)],
    ['cut inside a page', (folder: string) => truncateSync(file(folder), 10_000)],
    ['emptied', (folder: string) => truncateSync(file(folder), 0)],
    ['removed', (folder: string) => rmSync(file(folder))],
    ['overwritten', (folder: string) => writeFileSync(file(folder), 'not a store at all')],
    [
      'one byte changed',
      (folder: string) => {
        const bytes = readFileSync(file(folder));
        bytes[20_000] = (bytes[20_000] ?? 0) ^ 1;
        writeFileSync(file(folder), bytes);
      },
    ],
  ])('%s: integrity', (_name, damage) => {
    const folder = filled();
    damage(folder);
    expect(open(folder)).toMatchObject({ ok: false, error: { code: 'integrity' } });
  });
});

test('a second opener is told of the first', () => {
  const folder = filled();
  const store = openTestStore(folder);
  expect(open(folder)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  store.close();
  expect(open(folder).ok).toBe(true);
});

/** The folder of a store that was killed while it was open, so that its write-ahead log is there. */
function killed(): string {
  const folder = filled();
  const store = openTestStore(folder);
  store.settings.write('a', '1');
  const left = temporaryFolder();
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(left, name));
  store.close();
  return left;
}

describe('a check file that is damaged', () => {
  const checkOf = (folder: string) => join(folder, 'store.db.check');
  const change = (at: number) => (folder: string) => {
    const bytes = readFileSync(checkOf(folder));
    bytes[at] = (bytes[at] ?? 0) ^ 0x80;
    writeFileSync(checkOf(folder), bytes);
  };
  const damages: [string, (folder: string) => void][] = [
    ['in its tag', change(0)],
    ['in its version', change(16)],
    ['cut off', (folder) => truncateSync(checkOf(folder), 7)],
    ['emptied', (folder) => truncateSync(checkOf(folder), 0)],
    ['of another store', (folder) => writeStoreCheck(join(folder, 'store.db'), new Uint8Array(32).fill(9), 10)],
  ];

  test.each(damages)('%s: the store opens, the file is made anew, and both are said once', (_name, damage) => {
    for (const folder of [filled(), killed()]) {
      damage(folder);
      const store = openTestStore(folder);
      expect(store.mended).toMatch(/^[^.]+ damaged[^.]+\.$/);
      expect(store.documents.find('a.yaml')?.revision).toBe('sha256:49');
      expect(store.audit.list(9).map(({ action }) => action)).toEqual(['store.mend']);
      store.close();
      const again = openTestStore(folder);
      expect(again.mended).toBeNull();
      expect(again.audit.list(9)).toHaveLength(1);
      again.close();
    }
  });

  test.each(damages)('%s: a wrong key is denied still, and nothing is touched', (_name, damage) => {
    for (const folder of [filled(), killed()]) {
      damage(folder);
      const before = contents(folder);
      expect(open(folder, new Uint8Array(32).fill(8))).toMatchObject({ ok: false, error: { code: 'denied' } });
      expect(contents(folder)).toEqual(before);
    }
  });

  test('of the earlier form is renewed without a word', () => {
    const folder = filled();
    const earlier = Buffer.alloc(20);
    Buffer.from(hkdfSync('sha256', testKey, new Uint8Array(), 'drydock key check 1', 16)).copy(earlier);
    earlier.writeUInt32BE(99_990, 16);
    writeFileSync(checkOf(folder), earlier);
    const store = openTestStore(folder);
    expect(store.mended).toBeNull();
    store.close();
    expect(readFileSync(checkOf(folder)).equals(earlier)).toBe(false);
  });

  test('never makes a new store where the old one is gone', () => {
    const folder = filled();
    truncateSync(checkOf(folder), 3);
    rmSync(join(folder, 'store.db'));
    expect(open(folder)).toMatchObject({ ok: false, error: { code: 'integrity' } });
  });
});

/** Makes the store of `folder` one of a version that does not exist yet. */
function age(folder: string): void {
  const database = openDatabase(join(folder, 'store.db'), testKey);
  if (!database.ok) throw new Error(database.error.message);
  database.value.database.pragma('user_version = 99990');
  database.value.database.close();
}

/** The content of every file in `folder`. */
function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

test('a store of a newer version is refused and not touched', () => {
  const folder = filled();
  age(folder);
  const before = contents(folder);
  expect(open(folder)).toMatchObject({ ok: false, error: { code: 'too-new' } });
  expect(contents(folder)).toEqual(before);
});

test('a store of a newer version that was killed keeps its write-ahead log too', () => {
  const folder = killed();
  writeStoreCheck(join(folder, 'store.db'), testKey, 99_990);
  const before = contents(folder);
  expect(Object.keys(before)).toContain('store.db-wal');
  expect(open(folder)).toMatchObject({ ok: false, error: { code: 'too-new' } });
  expect(contents(folder)).toEqual(before);
});

test('a store in the wrong folder is noticed', () => {
  const folder = filled();
  const other = open(folder, testKey, { id: '01JDTHERWRKSPACE0000000000', name: 'Other' });
  expect(other).toMatchObject({ ok: false, error: { code: 'integrity' } });
});

test('nothing is made where there is no store to open', () => {
  expect(open(temporaryFolder(), testKey, null)).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('a full disk refuses the write in so many words and loses nothing', () => {
  const folder = filled();
  const opened = openDatabase(join(folder, 'store.db'), testKey);
  if (!opened.ok) throw new Error(opened.error.message);
  const { database } = opened.value;
  allowWrites(database);
  const pages = Number(database.pragma('page_count', { simple: true }));
  database.pragma(`max_page_count = ${pages}`);
  const store = storeOn(database, testWorkspace);
  let thrown: unknown;
  try {
    store.drafts.write('01JDDOCUMENT00000000000000', { text: 'x'.repeat(500_000), base: null, at });
  } catch (problem) {
    thrown = problem;
  }
  expect(storeError(thrown)).toMatchObject({ code: 'unavailable', message: expect.stringContaining('disk is full') });
  expect(store.documents.find('a.yaml')?.revision).toBe('sha256:49');
  store.close();
  const again = openTestStore(folder);
  expect(again.documents.readRevision('01JDDOCUMENT00000000000000', 'sha256:49')).toContain('49 ');
  again.close();
});

test('a copy of the file and its key opens elsewhere', () => {
  const folder = filled();
  const elsewhere = temporaryFolder();
  copyFileSync(join(folder, 'store.db'), join(elsewhere, 'store.db'));
  const store = openTestStore(elsewhere);
  expect(store.documents.list()).toHaveLength(1);
  store.close();
});

test.skipIf(process.platform === 'win32')('nobody else on the machine may read the files', () => {
  const folder = temporaryFolder();
  const store = openTestStore(folder);
  store.settings.write('a', '1');
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0);
  store.close();
});
