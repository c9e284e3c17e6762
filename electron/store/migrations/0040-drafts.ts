import type { Migration } from './migration.ts';

/** The draft journal: what was typed since the last deliberate revision, apart from it, so that it never replaces one. */
export const drafts: Migration = {
  number: 40,
  sql: `
    CREATE TABLE draft (
      document TEXT PRIMARY KEY REFERENCES document (id),
      text TEXT NOT NULL,
      base TEXT,
      at TEXT NOT NULL
    ) STRICT;
  `,
};
