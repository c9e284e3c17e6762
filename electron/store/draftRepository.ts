import type Database from 'better-sqlite3';

/** What was typed since the revision `base` and not saved. */
export interface DraftRow {
  readonly text: string;
  readonly base: string | null;
  readonly at: string;
}

/** The draft journal: one draft a document, durable when `write` comes back. */
export interface DraftRepository {
  read(document: string): DraftRow | null;
  write(document: string, draft: DraftRow): void;
  discard(document: string): void;
  /**
   * Discards the drafts last written before this time (ISO 8601, UTC); answers how many. A document without a revision is
   * nothing but its draft, and keeps it.
   */
  removeBefore(at: string): number;
}

/** The drafts of an open database. */
export function draftRepository(database: Database.Database): DraftRepository {
  const select = database.prepare<[string], DraftRow>('SELECT text, base, at FROM draft WHERE document = ?');
  const upsert = database.prepare(`
    INSERT INTO draft (document, text, base, at) VALUES (@document, @text, @base, @at)
    ON CONFLICT (document) DO UPDATE SET text = @text, base = @base, at = @at`);
  const remove = database.prepare('DELETE FROM draft WHERE document = ?');
  const removeBefore = database.prepare(
    'DELETE FROM draft WHERE at < ? AND EXISTS (SELECT 1 FROM revision WHERE revision.document = draft.document)',
  );
  return {
    read: (document) => select.get(document) ?? null,
    write: (document, draft) => void upsert.run({ document, ...draft }),
    discard: (document) => void remove.run(document),
    removeBefore: (at) => removeBefore.run(at).changes,
  };
}
