import type Database from 'better-sqlite3';
import { type AuditEntry, type AuditFacts, chainStart, entryHash } from './auditChain.ts';

/** A signed statement that the log had `entries` entries and ended in `hash`. */
export interface AuditCheckpoint {
  readonly entries: number;
  readonly hash: string;
  readonly at: string;
  /** Fingerprint of the key that signed. */
  readonly key: string;
  /** Ed25519, base64. */
  readonly signature: string;
}

/** The append-only log: there is no way to change or remove an entry. */
export interface AuditRepository {
  append(facts: AuditFacts): AuditEntry;
  addCheckpoint(checkpoint: AuditCheckpoint): void;
  /** The newest entry; null for an empty log. */
  last(): AuditEntry | null;
  /** Newest first, those numbered below `before`. */
  list(limit: number, before?: number): AuditEntry[];
  /** The whole log, oldest first. */
  entries(): IterableIterator<AuditEntry>;
  checkpoints(): AuditCheckpoint[];
  /** The highest number that was ever given, whatever is left of the log. */
  highest(): number;
}

const fields = 'sequence, at, who, action, subject, before, after, hash';

/** The audit log of an open database of this workspace. */
export function auditRepository(database: Database.Database, workspace: string): AuditRepository {
  const newest = database.prepare<[], AuditEntry>(`SELECT ${fields} FROM audit_entry ORDER BY sequence DESC LIMIT 1`);
  const insert = database.prepare(`
    INSERT INTO audit_entry (${fields})
    VALUES (@sequence, @at, @who, @action, @subject, @before, @after, @hash)`);
  const page = database.prepare<[number, number], AuditEntry>(
    `SELECT ${fields} FROM audit_entry WHERE sequence < ? ORDER BY sequence DESC LIMIT ?`,
  );
  const all = database.prepare<[], AuditEntry>(`SELECT ${fields} FROM audit_entry ORDER BY sequence`);
  const sign = database.prepare(`
    INSERT INTO audit_checkpoint (entries, hash, at, key, signature) VALUES (@entries, @hash, @at, @key, @signature)
    ON CONFLICT DO NOTHING`);
  const signed = database.prepare<[], AuditCheckpoint>(
    'SELECT entries, hash, at, key, signature FROM audit_checkpoint ORDER BY entries',
  );
  const counter = database.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'").pluck();
  return {
    append(facts) {
      const last = newest.get();
      const sequence = (last?.sequence ?? 0) + 1;
      const entry = { ...facts, sequence, hash: entryHash(last?.hash ?? chainStart(workspace), sequence, facts) };
      insert.run(entry);
      return entry;
    },
    addCheckpoint: (checkpoint) => void sign.run(checkpoint),
    last: () => newest.get() ?? null,
    list: (limit, before = Number.MAX_SAFE_INTEGER) => page.all(before, limit),
    entries: () => all.iterate(),
    checkpoints: () => signed.all(),
    highest: () => counter.get() ?? 0,
  };
}
