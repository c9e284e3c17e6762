import type Database from 'better-sqlite3';

/** A file of a linked folder and the document that came from it. */
export interface LinkRow {
  readonly document: string;
  readonly path: string;
  /** Absolute path of the file. */
  readonly file: string;
  /** Digest of the disk's text that was last taken in or turned down. */
  readonly settled: string;
}

/** Linked folders and their files. */
export interface LinkRepository {
  folders(): string[];
  addFolder(folder: string, at: string): void;
  /** Links of documents that were not deleted. */
  list(): LinkRow[];
  find(document: string): LinkRow | null;
  link(document: string, file: string, settled: string): void;
  settle(document: string, digest: string): void;
  unlink(document: string): void;
}

const select = `
  SELECT document, path, file, settled FROM linked_file JOIN document ON document.id = linked_file.document
  WHERE deleted_at IS NULL`;

/** The links of an open database. */
export function linkRepository(database: Database.Database): LinkRepository {
  const folders = database.prepare<[], string>('SELECT folder FROM linked_folder ORDER BY folder').pluck();
  const addFolder = database.prepare(
    'INSERT INTO linked_folder (folder, linked_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const all = database.prepare<[], LinkRow>(`${select} ORDER BY file`);
  const byDocument = database.prepare<[string], LinkRow>(`${select} AND document = ?`);
  const insert = database.prepare('INSERT INTO linked_file (document, file, settled) VALUES (?, ?, ?)');
  const settle = database.prepare('UPDATE linked_file SET settled = ? WHERE document = ?');
  const remove = database.prepare('DELETE FROM linked_file WHERE document = ?');
  return {
    folders: () => folders.all(),
    addFolder: (folder, at) => void addFolder.run(folder, at),
    list: () => all.all(),
    find: (document) => byDocument.get(document) ?? null,
    link: (document, file, settled) => void insert.run(document, file, settled),
    settle: (document, digest) => void settle.run(digest, document),
    unlink: (document) => void remove.run(document),
  };
}
