import type { Migration } from './migration.ts';

/** Masked sample data; raw values never get this far. Rows apart, so that one can be read without the rest. */
export const datasets: Migration = {
  number: 50,
  sql: `
    CREATE TABLE dataset (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      columns TEXT NOT NULL,
      imported_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE dataset_row (
      dataset TEXT NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (dataset, position)
    ) STRICT, WITHOUT ROWID;
  `,
};
