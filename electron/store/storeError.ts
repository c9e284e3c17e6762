import Database from 'better-sqlite3';
import { type AppError, appError } from '../../shared/base/appError.ts';

const sentences: readonly (readonly [RegExp, AppError])[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    appError('conflict', 'The store is open in another process.', 'Close the other window or command and try again.'),
  ],
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    appError('integrity', 'The store file is damaged or incomplete.', 'Restore a backup; the damaged file is kept.'),
  ],
  [
    /^SQLITE_FULL|^SQLITE_IOERR_(WRITE|FSYNC|TRUNCATE)/,
    appError(
      'unavailable',
      'The disk is full or refuses to be written to; nothing that was saved before is lost.',
      'Free some space and try again.',
    ),
  ],
  [
    /^SQLITE_(IOERR|READONLY|CANTOPEN|PERM|AUTH)/,
    appError(
      'unavailable',
      'The store file cannot be read or written.',
      "Check the disk and the permissions of the workspace's folder.",
    ),
  ],
];

/**
 * The expected error behind something that a statement threw: a full disk, damage, another process. Null for a bug.
 * These can strike at any statement, so the repositories let them pass and the one place that catches asks here.
 */
export function storeError(thrown: unknown): AppError | null {
  if (!(thrown instanceof Database.SqliteError)) return null;
  return sentences.find(([code]) => code.test(thrown.code))?.[1] ?? null;
}
