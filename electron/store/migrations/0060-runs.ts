import type { Migration } from './migration.ts';

/** Rehearsals and their traces; by path and not by document, so that a run outlives what it rehearsed. */
export const runs: Migration = {
  number: 60,
  sql: `
    CREATE TABLE run (
      id TEXT PRIMARY KEY,
      path TEXT NOT NULL,
      scenario TEXT,
      status TEXT NOT NULL,
      digest TEXT,
      at TEXT NOT NULL,
      trace TEXT NOT NULL
    ) STRICT;
    CREATE INDEX run_of_path ON run (path, id);
  `,
};
