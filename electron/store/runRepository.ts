import type Database from 'better-sqlite3';

/** A kept rehearsal without its trace. */
export interface RunRow {
  readonly id: string;
  readonly path: string;
  readonly scenario: string | null;
  readonly status: string;
  readonly digest: string | null;
  readonly at: string;
}

/** Kept rehearsals; `trace` is JSON text. */
export interface RunRepository {
  /** Newest first; of one path where one is given. */
  list(limit: number, path?: string): RunRow[];
  read(id: string): (RunRow & { readonly trace: string }) | null;
  add(run: RunRow, trace: string): void;
  /** Drops the oldest runs beyond `keep` runs, and beyond `bytes` bytes of traces; answers how many. */
  prune(keep: number, bytes: number): number;
  /** Drops the runs from before this time (ISO 8601, UTC); answers how many. */
  removeBefore(at: string): number;
}

const fields = 'id, path, scenario, status, digest, at';

/** The runs of an open database. Their ids are ULIDs, so the order of ids is the order of time. */
export function runRepository(database: Database.Database): RunRepository {
  const all = database.prepare<[number], RunRow>(`SELECT ${fields} FROM run ORDER BY id DESC LIMIT ?`);
  const ofPath = database.prepare<[string, number], RunRow>(
    `SELECT ${fields} FROM run WHERE path = ? ORDER BY id DESC LIMIT ?`,
  );
  const byId = database.prepare<[string], RunRow & { trace: string }>(`SELECT ${fields}, trace FROM run WHERE id = ?`);
  const insert = database.prepare(`
    INSERT INTO run (id, path, scenario, status, digest, at, trace)
    VALUES (@id, @path, @scenario, @status, @digest, @at, @trace)`);
  const prune = database.prepare(`
    DELETE FROM run WHERE id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER newest AS number, sum(octet_length(trace)) OVER newest AS bytes
        FROM run WINDOW newest AS (ORDER BY id DESC))
      WHERE number > ? OR bytes > ?)`);
  const removeBefore = database.prepare('DELETE FROM run WHERE at < ?');
  return {
    list: (limit, path) => (path === undefined ? all.all(limit) : ofPath.all(path, limit)),
    read: (id) => byId.get(id) ?? null,
    add: (run, trace) => void insert.run({ ...run, trace }),
    prune: (keep, bytes) => prune.run(keep, bytes).changes,
    removeBefore: (at) => removeBefore.run(at).changes,
  };
}
