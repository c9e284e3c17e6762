import type { Migration } from './migration.ts';

/** One file holds one workspace; the row says which, so that a file in the wrong folder is noticed. */
export const workspaces: Migration = {
  number: 10,
  sql: `
    CREATE TABLE workspace (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX workspace_is_one ON workspace ((1));
  `,
};
