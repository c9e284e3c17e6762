import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../electron/store/database.ts';
import { migrate, schemaVersion } from '../../electron/store/migrate.ts';
import { allMigrations } from '../../electron/store/migrations/allMigrations.ts';
import { digestOf } from '../../shared/base/digest.ts';
import { temporaryFolder, testKey } from './temporaryStore.ts';

/** Rows that a store of each version may have: they must be there, unchanged, after every later migration. */
const rows: Record<number, string> = {
  10: "INSERT INTO workspace VALUES ('W', 'Workspace', '2026-01-01T00:00:00Z')",
  20: "INSERT INTO document VALUES ('D', 'a.yaml', '2026-01-01T00:00:00Z', NULL)",
  30: `INSERT INTO content VALUES ('sha256:1', 'text');
       INSERT INTO revision (document, digest, at, by) VALUES ('D', 'sha256:1', '2026-01-01T00:00:00Z', 'someone')`,
  40: "INSERT INTO draft VALUES ('D', 'typed', 'sha256:1', '2026-01-01T00:00:00Z')",
  50: `INSERT INTO dataset VALUES ('S', 'people.csv', '[]', '2026-01-01T00:00:00Z');
       INSERT INTO dataset_row VALUES ('S', 0, '{}')`,
  60: "INSERT INTO run VALUES ('R', 'a.yaml', NULL, 'completed', NULL, '2026-01-01T00:00:00Z', '{}')",
  70: `INSERT INTO audit_entry VALUES (1, '2026-01-01T00:00:00Z', 'someone', 'x', 'y', NULL, NULL, 'hash');
       INSERT INTO audit_checkpoint VALUES (1, 'hash', '2026-01-01T00:00:00Z', 'key', 'signature')`,
  80: "INSERT INTO secret VALUES ('token', 'keychain', x'01', '2026-01-01T00:00:00Z')",
  90: "INSERT INTO setting VALUES ('theme', '\"dark\"')",
  100: "INSERT INTO device_key VALUES ('sha256:2', x'01', 'pem', '2026-01-01T00:00:00Z')",
  110: "INSERT INTO linked_folder VALUES ('folder', '2026-01-01T00:00:00Z')",
};

/** The steps are immutable: a digest that changes here means that a new migration is needed instead. */
const digests: Record<number, string> = {
  10: 'sha256:4572363e84e3eb01caacb0107473a5c3ff9fc524e993ce8c0ef414988bd16ac9',
  20: 'sha256:b923997b18dd0ed3ebafdc901a1cfa82b757d685e1a834ccc1e8df3143185016',
  30: 'sha256:0f6244601344c8edb34bb13d3f0ed96c305042141a1e789a796494ce2a1352e4',
  40: 'sha256:5a2ca022936b46a76095993185710b5dae407035a967ea4b8cbcb018b843f2f4',
  50: 'sha256:de47e78cd0fe1afe8bbd49a7b17ed4610c7b471d3255fd469a74e064bd182a11',
  60: 'sha256:3f7235863e1a1a77f7d55a3812f81b3726494ca43126f5161534d07d34280c3b',
  70: 'sha256:2d56b32dd8c7ed843d9494fade3b20696188d6d13e48c7ab999bf81ae365789e',
  80: 'sha256:9f5219e68d1d025b7ecd900d354236310961cb4c16aab6af895e8c1dfbaa7b8f',
  90: 'sha256:ecc0d30df595690879073be320c26af0592a0193d8ff4975bffc03611aab0e7c',
  100: 'sha256:090e55f3fc949e1fdd297cb0d804b40e7316dab3724bb44050797d57300f4ec1',
  110: 'sha256:1e055b5d9018a60406ba255d8766a91ae3f08e926123cd7a4a8869ff689356c2',
};

function empty(): Database.Database {
  const opened = openDatabase(join(temporaryFolder(), 'store.db'), testKey);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.database;
}

function content(database: Database.Database): Record<string, unknown[]> {
  const tables = database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all();
  return Object.fromEntries(tables.map((table) => [table, database.prepare(`SELECT * FROM ${table}`).all()]));
}

test('numbers go up by tens', () => {
  expect(allMigrations.map(({ number }) => number)).toEqual(allMigrations.map((_, index) => (index + 1) * 10));
});

test.each(allMigrations.map(({ number }, index) => [number, index] as const))(
  'migration %i starts from the version before it with rows in it',
  (number, index) => {
    const database = empty();
    for (const earlier of allMigrations.slice(0, index)) {
      migrate(database, [earlier]);
      database.exec(rows[earlier.number] ?? '');
    }
    const before = content(database);
    migrate(database, allMigrations.slice(0, index + 1));
    expect(schemaVersion(database)).toBe(number);
    expect(content(database)).toMatchObject(before);
    database.exec(rows[number] ?? '');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    database.close();
  },
);

test('a migration that fails leaves the version and the schema before it', () => {
  const database = empty();
  const broken = { number: 20, sql: 'CREATE TABLE half (id TEXT) STRICT; CREATE TABLE half (id TEXT) STRICT;' };
  expect(() => migrate(database, [...allMigrations.slice(0, 1), broken])).toThrow();
  expect(schemaVersion(database)).toBe(10);
  expect(Object.keys(content(database))).toEqual(['workspace']);
  database.close();
});

test('the steps are as they were written', () => {
  expect(Object.fromEntries(allMigrations.map(({ number, sql }) => [number, digestOf(sql)]))).toEqual(digests);
});
