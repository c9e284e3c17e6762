import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const keyBytes = 16;
const versionBytes = 4;

/**
 * What the small file beside a store says. It tells a wrong key from a damaged file, which look the same to the cipher; an
 * emptied store from a new one; and a newer schema before the store is opened, which alone may move its write-ahead log.
 */
export interface StoreCheck {
  readonly key: 'absent' | 'fits' | 'differs';
  /** Schema that the store had when it was last open; 0 where that is unknown. */
  readonly version: number;
}

/** Compares the key with the check file of a store. */
export function readStoreCheck(storeFile: string, key: Uint8Array): StoreCheck {
  const file = checkFile(storeFile);
  if (!existsSync(file)) return { key: 'absent', version: 0 };
  const kept = readFileSync(file);
  // A file of another length is damaged and says nothing.
  if (kept.length !== keyBytes + versionBytes) return { key: 'absent', version: 0 };
  const fits = timingSafeEqual(kept.subarray(0, keyBytes), derive(key));
  return { key: fits ? 'fits' : 'differs', version: kept.readUInt32BE(keyBytes) };
}

/** Writes the check file of a store whose key has just proved right, where it does not say so already. */
export function writeStoreCheck(storeFile: string, key: Uint8Array, version: number): void {
  const known = readStoreCheck(storeFile, key);
  if (known.key === 'fits' && known.version === version) return;
  const content = Buffer.alloc(keyBytes + versionBytes);
  derive(key).copy(content);
  content.writeUInt32BE(version, keyBytes);
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

function checkFile(storeFile: string): string {
  return `${storeFile}.check`;
}

/** One way from the key (HKDF, RFC 5869): the file gives nothing of it away. */
function derive(key: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(), 'drydock key check 1', keyBytes));
}
