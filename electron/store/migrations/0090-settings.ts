import type { Migration } from './migration.ts';

/** Settings of the workspace, one JSON value a row. */
export const settings: Migration = {
  number: 90,
  sql: `
    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT;
  `,
};
