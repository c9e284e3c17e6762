import type { Migration } from './migration.ts';

/**
 * The audit log and its signed checkpoints: rows come in and stay. AUTOINCREMENT keeps the highest number ever used, so that
 * a log whose end was cut off is noticed too.
 */
export const audit: Migration = {
  number: 70,
  sql: `
    CREATE TABLE audit_entry (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      who TEXT NOT NULL,
      action TEXT NOT NULL,
      subject TEXT NOT NULL,
      before TEXT,
      after TEXT,
      hash TEXT NOT NULL
    ) STRICT;
    CREATE TABLE audit_checkpoint (
      entries INTEGER PRIMARY KEY,
      hash TEXT NOT NULL,
      at TEXT NOT NULL,
      key TEXT NOT NULL,
      signature TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_entry_is_kept BEFORE DELETE ON audit_entry
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_checkpoint_stays BEFORE UPDATE ON audit_checkpoint
      BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
    CREATE TRIGGER audit_checkpoint_is_kept BEFORE DELETE ON audit_checkpoint
      BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
  `,
};
