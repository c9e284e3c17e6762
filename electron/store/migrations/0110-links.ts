import type { Migration } from './migration.ts';

/**
 * Folders that were linked, and the files in them that documents came from. `settled` is the digest of the disk's text that
 * was last taken in or turned down: a difference from it is news.
 */
export const links: Migration = {
  number: 110,
  sql: `
    CREATE TABLE linked_folder (
      folder TEXT PRIMARY KEY,
      linked_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE linked_file (
      document TEXT PRIMARY KEY REFERENCES document (id),
      file TEXT NOT NULL UNIQUE,
      settled TEXT NOT NULL
    ) STRICT;
  `,
};
