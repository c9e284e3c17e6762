import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const length = 16;

/**
 * A small file beside the store, derived one way from its key (HKDF, RFC 5869): it tells a wrong key from a damaged file,
 * which look the same to the cipher, and an emptied store from a new one.
 */
export type KeyCheck = 'absent' | 'fits' | 'differs';

/** Compares the key with the check file of a store. */
export function readKeyCheck(storeFile: string, key: Uint8Array): KeyCheck {
  const file = checkFile(storeFile);
  if (!existsSync(file)) return 'absent';
  const kept = readFileSync(file).subarray(0, length);
  return kept.length === length && timingSafeEqual(kept, derive(key)) ? 'fits' : 'differs';
}

/** Writes the check file of a store whose key has just proved right. */
export function writeKeyCheck(storeFile: string, key: Uint8Array): void {
  const file = checkFile(storeFile);
  writeFileSync(`${file}.new`, derive(key), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function checkFile(storeFile: string): string {
  return `${storeFile}.check`;
}

function derive(key: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(), 'drydock key check 1', length));
}
