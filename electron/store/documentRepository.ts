import type Database from 'better-sqlite3';

/** A document that was not deleted. */
export interface DocumentRow {
  readonly id: string;
  readonly path: string;
  /** Digest of the newest revision; null where there is none. */
  readonly revision: string | null;
  readonly hasDraft: boolean;
}

/** One deliberate revision of a document. */
export interface RevisionRow {
  readonly digest: string;
  readonly at: string;
  readonly by: string;
  /** Of the text, in UTF-16 units or, beyond the basic plane, code points. */
  readonly length: number;
}

/** Documents by path and their immutable revisions. */
export interface DocumentRepository {
  list(): DocumentRow[];
  count(): number;
  find(path: string): DocumentRow | null;
  create(id: string, path: string, at: string): void;
  rename(id: string, path: string): void;
  /** Frees the path; the revisions stay. */
  markDeleted(id: string, at: string): void;
  addRevision(id: string, revision: { digest: string; text: string; at: string; by: string }): void;
  /** Newest first. */
  revisions(id: string): RevisionRow[];
  /** The text of a revision of this document. */
  readRevision(id: string, digest: string): string | null;
}

const select = `
  SELECT id, path,
    (SELECT digest FROM revision WHERE document = document.id ORDER BY sequence DESC LIMIT 1) AS revision,
    EXISTS (SELECT 1 FROM draft WHERE document = document.id) AS hasDraft
  FROM document WHERE deleted_at IS NULL`;

type Row = { id: string; path: string; revision: string | null; hasDraft: number };

function toDocument(row: Row): DocumentRow {
  return { ...row, hasDraft: row.hasDraft === 1 };
}

/** The documents of an open database. */
export function documentRepository(database: Database.Database): DocumentRepository {
  const all = database.prepare<[], Row>(`${select} ORDER BY path`);
  const count = database.prepare<[], number>('SELECT count(*) FROM document WHERE deleted_at IS NULL').pluck();
  const byPath = database.prepare<[string], Row>(`${select} AND path = ?`);
  const insert = database.prepare('INSERT INTO document (id, path, created_at) VALUES (?, ?, ?)');
  const move = database.prepare('UPDATE document SET path = ? WHERE id = ?');
  const remove = database.prepare('UPDATE document SET deleted_at = ? WHERE id = ?');
  const keepText = database.prepare('INSERT INTO content (digest, text) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const append = database.prepare('INSERT INTO revision (document, digest, at, by) VALUES (?, ?, ?, ?)');
  const history = database.prepare<[string], RevisionRow>(`
    SELECT digest, at, by, length(text) AS length FROM revision JOIN content USING (digest)
    WHERE document = ? ORDER BY sequence DESC`);
  const text = database
    .prepare<[string, string], string>(
      'SELECT text FROM content WHERE digest = ? AND digest IN (SELECT digest FROM revision WHERE document = ?)',
    )
    .pluck();
  return {
    list: () => all.all().map(toDocument),
    count: () => count.get() ?? 0,
    find(path) {
      const row = byPath.get(path);
      return row === undefined ? null : toDocument(row);
    },
    create: (id, path, at) => void insert.run(id, path, at),
    rename: (id, path) => void move.run(path, id),
    markDeleted: (id, at) => void remove.run(at, id),
    addRevision(id, revision) {
      keepText.run(revision.digest, revision.text);
      append.run(id, revision.digest, revision.at, revision.by);
    },
    revisions: (id) => history.all(id),
    readRevision: (id, digest) => text.get(digest, id) ?? null,
  };
}
