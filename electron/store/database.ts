import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { knownSchema } from './migrate.ts';
import { readStoreCheck } from './storeCheck.ts';
import { storeError } from './storeError.ts';

/** Length of the store's key in bytes. */
export const keyLength = 32;

/** How long a second opener waits before it gives up, in milliseconds. */
const lockWait = 200;

/** A database that is open and whole. */
export interface OpenedDatabase {
  readonly database: Database.Database;
  /** Whether the check file beside it was damaged: the whole database was read, and the file can be written anew. */
  readonly checkDamaged: boolean;
}

/**
 * Opens the encrypted file, or makes it, and proves that the key fits and the file is whole. Nothing is written to a file
 * that is not ours to write: `denied` for a wrong key, `integrity` for damage, `conflict` while another process has it.
 */
export function openDatabase(file: string, key: Uint8Array): Result<OpenedDatabase> {
  if (key.length !== keyLength) throw new Error('the key of a store has 32 bytes');
  const check = readStoreCheck(file, key);
  if (check.state !== 'absent' && isEmpty(file)) return err(gone);
  const schema = knownSchema(check.version);
  if (!schema.ok) return schema;
  const checkDamaged = check.state === 'other';
  let database: Database.Database | undefined;
  try {
    if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: lockWait });
    unlock(database, key);
    const damage = findDamage(database, checkDamaged);
    if (damage === null) return ok({ database, checkDamaged });
    database.close();
    return err(damage);
  } catch (thrown) {
    database?.close();
    // The cipher takes a wrong key for damage: where the check file is not of this key either, it is the key.
    if (checkDamaged && isUnreadable(thrown)) return err(wrongKey);
    const error = storeError(thrown);
    if (error === null) throw thrown;
    return err(error);
  }
}

const wrongKey = appError(
  'denied',
  'This key does not open the store.',
  'If it is the right one, the store is damaged: restore a backup; nothing was changed.',
);
const gone = appError(
  'integrity',
  'The store file is missing or empty, although there was one.',
  'Restore a backup, or put the file back.',
);
const damaged = appError(
  'integrity',
  'The store file is damaged or incomplete.',
  'Restore a backup; the damaged file is kept.',
);

function isEmpty(file: string): boolean {
  return !existsSync(file) || statSync(file).size === 0;
}

/** Hands the key over and sets what must be set before the first page is read. */
function unlock(database: Database.Database, key: Uint8Array): void {
  database.pragma("cipher = 'chacha20'");
  // A key behind `raw:` is used as it is, without a key derivation (SQLite3 Multiple Ciphers, "ChaCha20-Poly1305").
  const material = Buffer.concat([Buffer.from('raw:'), key]);
  try {
    // There is no plaintext mode: an SQLite without ciphers would take the pragma above and store in the clear.
    if (!takesKey(database)) throw new Error('this build of SQLite has no ciphers');
    database.key(material);
  } finally {
    material.fill(0);
  }
  // With an exclusive lock there is one writer, and the WAL index stays in memory instead of a `-shm` file.
  database.pragma('locking_mode = EXCLUSIVE');
  database.pragma('temp_store = MEMORY');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('secure_delete = ON');
  database.pragma('foreign_keys = ON');
}

/** The published types are those of the package without ciphers. */
function takesKey(database: Database.Database): database is Database.Database & { key(material: Buffer): number } {
  return 'key' in database && typeof database.key === 'function';
}

/** `quick_check` leaves the indices out; beside a check file that was damaged they are compared as well. */
function findDamage(database: Database.Database, thorough: boolean): AppError | null {
  const answer: unknown = database.pragma(thorough ? 'integrity_check(1)' : 'quick_check(1)', { simple: true });
  return answer === 'ok' ? null : damaged;
}

function isUnreadable(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_NOTADB';
}

/** Turns on what writes to the file: only after the schema proved to be one that we may write. */
export function allowWrites(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // Every commit reaches the disk before it is answered: a draft survives a kill and a power cut.
  database.pragma('synchronous = FULL');
}

/** Whether a process has this store open right now. Takes no key: locks come before the first page is read. */
export function isInUse(file: string): boolean {
  if (isEmpty(file)) return false;
  const database = new Database(file, { timeout: 0, readonly: true });
  try {
    database.pragma('user_version');
    return false;
  } catch (thrown) {
    return storeError(thrown)?.code === 'conflict';
  } finally {
    database.close();
  }
}
