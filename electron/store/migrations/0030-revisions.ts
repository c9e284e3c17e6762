import type { Migration } from './migration.ts';

/** Deliberate revisions, immutable, and their texts by digest: the same text is kept once. */
export const revisions: Migration = {
  number: 30,
  sql: `
    CREATE TABLE content (
      digest TEXT PRIMARY KEY,
      text TEXT NOT NULL
    ) STRICT;
    CREATE TABLE revision (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      document TEXT NOT NULL REFERENCES document (id),
      digest TEXT NOT NULL REFERENCES content (digest),
      at TEXT NOT NULL,
      by TEXT NOT NULL
    ) STRICT;
    CREATE INDEX revision_of_document ON revision (document, sequence);
    CREATE TRIGGER content_is_immutable BEFORE UPDATE ON content
      BEGIN SELECT RAISE(ABORT, 'content is immutable'); END;
    CREATE TRIGGER revision_is_immutable BEFORE UPDATE ON revision
      BEGIN SELECT RAISE(ABORT, 'revisions are immutable'); END;
  `,
};
