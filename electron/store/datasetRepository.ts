import type Database from 'better-sqlite3';

/** A masked data set; `columns` is JSON text. */
export interface DatasetRow {
  readonly id: string;
  readonly name: string;
  readonly columns: string;
  readonly rows: number;
  readonly importedAt: string;
}

/** Masked data sets and their rows, each row JSON text. */
export interface DatasetRepository {
  list(): DatasetRow[];
  find(id: string): DatasetRow | null;
  add(dataset: Omit<DatasetRow, 'rows'>, rows: Iterable<string>): void;
  readRows(id: string, offset: number, limit: number): string[];
  /** Whether there was one. */
  remove(id: string): boolean;
  /** Removes the data sets that were imported before this time (ISO 8601, UTC), with their rows; answers how many sets. */
  removeBefore(at: string): number;
}

const fields = `id, name, columns, imported_at AS importedAt,
  (SELECT count(*) FROM dataset_row WHERE dataset = dataset.id) AS rows`;

/** The data sets of an open database. */
export function datasetRepository(database: Database.Database): DatasetRepository {
  const all = database.prepare<[], DatasetRow>(`SELECT ${fields} FROM dataset ORDER BY id`);
  const byId = database.prepare<[string], DatasetRow>(`SELECT ${fields} FROM dataset WHERE id = ?`);
  const insert = database.prepare(
    'INSERT INTO dataset (id, name, columns, imported_at) VALUES (@id, @name, @columns, @importedAt)',
  );
  const insertRow = database.prepare('INSERT INTO dataset_row (dataset, position, value) VALUES (?, ?, ?)');
  const page = database
    .prepare<[string, number, number], string>(
      'SELECT value FROM dataset_row WHERE dataset = ? AND position >= ? ORDER BY position LIMIT ?',
    )
    .pluck();
  const remove = database.prepare('DELETE FROM dataset WHERE id = ?');
  const removeBefore = database.prepare('DELETE FROM dataset WHERE imported_at < ?');
  const add = database.transaction((dataset: Omit<DatasetRow, 'rows'>, rows: Iterable<string>) => {
    insert.run(dataset);
    let position = 0;
    for (const row of rows) {
      insertRow.run(dataset.id, position, row);
      position += 1;
    }
  });
  return {
    list: () => all.all(),
    find: (id) => byId.get(id) ?? null,
    add: (dataset, rows) => void add(dataset, rows),
    readRows: (id, offset, limit) => page.all(id, offset, limit),
    remove: (id) => remove.run(id).changes > 0,
    removeBefore: (at) => removeBefore.run(at).changes,
  };
}
