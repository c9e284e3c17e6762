import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestStore, temporaryFolder, testKey } from './temporaryStore.ts';

const marks = ['PLAINTEXT-MARK', 'CREATE TABLE', 'SQLite format 3', 'audit_entry'];

/** Names of files in `folder` that show one of the marks, in UTF-8 or UTF-16. */
function leaks(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const bytes = readFileSync(join(folder, name));
    return (
      marks.some((mark) => bytes.includes(mark) || bytes.includes(Buffer.from(mark, 'utf16le'))) ||
      bytes.includes(testKey)
    );
  });
}

test('no file shows plaintext while the store is open, after a rollback, and after it is closed', () => {
  const folder = temporaryFolder();
  const store = openTestStore(folder);
  const id = '01JDDOCUMENT00000000000000';
  store.documents.create(id, 'PLAINTEXT-MARK.yaml', '2026-01-01T00:00:00.000Z');
  store.drafts.write(id, { text: 'PLAINTEXT-MARK '.repeat(50_000), base: null, at: '2026-01-01T00:00:00.000Z' });
  store.settings.write('mark', '"PLAINTEXT-MARK"');
  expect(() =>
    store.transaction(() => {
      store.settings.write('mark', '"PLAINTEXT-MARK 2"');
      throw new Error('undone');
    }),
  ).toThrow('undone');
  expect(store.settings.read('mark')).toBe('"PLAINTEXT-MARK"');
  expect(readdirSync(folder)).toContain('store.db-wal');
  expect(leaks(folder)).toEqual([]);
  store.checkpoint();
  store.close();
  expect(leaks(folder)).toEqual([]);
});

test('no file shows plaintext after the process was killed in the middle of writing', async () => {
  const folder = temporaryFolder();
  const writer = spawn(process.execPath, [join(import.meta.dirname, 'endlessWriter.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { TMPDIR: folder },
  });
  await once(writer.stdout, 'data');
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  expect(leaks(folder)).toEqual([]);
  const store = openTestStore(folder);
  expect(store.drafts.read('01JDDOCUMENT00000000000000')?.text).toContain('PLAINTEXT-MARK');
  store.close();
});
