import type { Migration } from './migration.ts';

/** Documents under virtual paths. A deleted one keeps its revisions and frees its path. */
export const documents: Migration = {
  number: 20,
  sql: `
    CREATE TABLE document (
      id TEXT PRIMARY KEY,
      path TEXT NOT NULL,
      created_at TEXT NOT NULL,
      deleted_at TEXT
    ) STRICT;
    CREATE UNIQUE INDEX document_path ON document (path) WHERE deleted_at IS NULL;
  `,
};
