import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const tagBytes = 16;
const versionBytes = 4;

/**
 * What the small file beside a store says. It tells a wrong key from a damaged file, which look the same to the cipher; an
 * emptied store from a new one; and a newer schema before the store is opened, which alone may move its write-ahead log.
 * It never refuses a store by itself: `other` is a file of another key or a damaged one, and only opening tells which.
 * `earlier` is one of this key in the form without the version under the tag: right, but its version is not believed.
 */
export interface StoreCheck {
  readonly state: 'absent' | 'fits' | 'earlier' | 'other';
  /** Schema that the store had when it was last open; 0 where that is unknown. */
  readonly version: number;
}

/** Compares the key with the check file of a store. */
export function readStoreCheck(storeFile: string, key: Uint8Array): StoreCheck {
  const file = checkFile(storeFile);
  if (!existsSync(file)) return { state: 'absent', version: 0 };
  const kept = readKept(file);
  if (kept === null) return { state: 'other', version: 0 };
  const version = kept.readUInt32BE(tagBytes);
  const tag = kept.subarray(0, tagBytes);
  if (timingSafeEqual(tag, derive(key, `drydock store check 2 ${version}`))) return { state: 'fits', version };
  const isEarlier = timingSafeEqual(tag, derive(key, 'drydock key check 1'));
  return { state: isEarlier ? 'earlier' : 'other', version: 0 };
}

/** Writes the check file of a store whose key has just proved right, where it does not say so already. */
export function writeStoreCheck(storeFile: string, key: Uint8Array, version: number): void {
  const known = readStoreCheck(storeFile, key);
  if (known.state === 'fits' && known.version === version) return;
  const content = Buffer.alloc(tagBytes + versionBytes);
  derive(key, `drydock store check 2 ${version}`).copy(content);
  content.writeUInt32BE(version, tagBytes);
  const file = checkFile(storeFile);
  const handle = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.new`, file);
}

/** The file's content; null where it cannot be one of ours or cannot be read at all. */
function readKept(file: string): Buffer | null {
  try {
    const kept = readFileSync(file);
    return kept.length === tagBytes + versionBytes ? kept : null;
  } catch {
    return null;
  }
}

function checkFile(storeFile: string): string {
  return `${storeFile}.check`;
}

/** One way from the key (HKDF, RFC 5869): the file gives nothing of it away. It covers the version, which damage would forge. */
function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(), purpose, tagBytes));
}
