import type Database from 'better-sqlite3';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { allMigrations } from './migrations/allMigrations.ts';
import type { Migration } from './migrations/migration.ts';

/** The version of the schema that a database has; 0 for an empty one. */
export function schemaVersion(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** Whether a schema is one that this code knows; `too-new` where a later version wrote it. */
export function knownSchema(version: number, migrations: readonly Migration[] = allMigrations): Result<number> {
  const newest = migrations.at(-1)?.number ?? 0;
  if (version <= newest) return ok(version);
  return err(
    appError(
      'too-new',
      'The store was written by a newer version of Drydock and was left as it is.',
      'Install that version to open it.',
    ),
  );
}

/** Applies what is missing, each step in a transaction of its own. */
export function migrate(database: Database.Database, migrations: readonly Migration[] = allMigrations): void {
  const version = schemaVersion(database);
  for (const migration of migrations) {
    if (migration.number > version) apply(database, migration);
  }
}

function apply(database: Database.Database, migration: Migration): void {
  database.transaction(() => {
    database.exec(migration.sql);
    database.pragma(`user_version = ${migration.number}`);
  })();
}
