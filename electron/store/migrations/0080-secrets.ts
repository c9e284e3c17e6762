import type { Migration } from './migration.ts';

/** Secrets of workflows, each sealed on its own before it is stored. */
export const secrets: Migration = {
  number: 80,
  sql: `
    CREATE TABLE secret (
      name TEXT PRIMARY KEY,
      sealed_by TEXT NOT NULL CHECK (sealed_by IN ('keychain', 'store-key')),
      sealed BLOB NOT NULL,
      set_at TEXT NOT NULL
    ) STRICT;
  `,
};
