import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { keyLength } from '../../store/database.ts';

/** The store's key while it is in memory: zeroed when the session ends, and of no use to anybody after that. */
export interface StoreKey {
  /** Lends the bytes; nobody keeps them. */
  use<T>(work: (bytes: Uint8Array) => T): T;
  /** A key of 32 bytes for one purpose (HKDF, RFC 5869); whoever asks zeroes it. */
  derive(purpose: string): Uint8Array;
  wipe(): void;
}

/** Takes over 32 bytes, which are this key's from then on. */
export function storeKey(bytes: Uint8Array): StoreKey {
  let isWiped = false;
  const use: StoreKey['use'] = (work) => {
    // Zeros in its place would be wrapped and written over the one copy of the real key.
    if (isWiped) throw new Error('the key was wiped');
    return work(bytes);
  };
  return {
    use,
    derive: (purpose) =>
      use((secret) => new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), purpose, keyLength))),
    wipe() {
      isWiped = true;
      bytes.fill(0);
    },
  };
}

/** The key that main hands over as base64. */
export function decodeStoreKey(base64: string): Result<StoreKey> {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return bytes.length === keyLength ? ok(storeKey(bytes)) : err(appError('invalid-input', 'A store key has 32 bytes.'));
}

const nonceLength = 12;
const tagLength = 16;

/**
 * Seals one secret with a key of its own purpose and name, derived from the store's (HKDF, RFC 5869), by AES-256-GCM:
 * nonce, ciphertext, tag. For machines without a keychain that would seal it.
 */
export function sealSecret(key: StoreKey, name: string, value: string, nonce: Uint8Array): Uint8Array {
  if (nonce.length !== nonceLength) throw new Error('a nonce has 12 bytes');
  const derived = key.derive(`drydock secret 1 ${name}`);
  try {
    const cipher = createCipheriv('aes-256-gcm', derived, nonce);
    return Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  } finally {
    derived.fill(0);
  }
}

/** What {@link sealSecret} sealed under this name; `integrity` where it is not that any more. */
export function openSecret(key: StoreKey, name: string, sealed: Uint8Array): Result<string> {
  const derived = key.derive(`drydock secret 1 ${name}`);
  try {
    const decipher = createDecipheriv('aes-256-gcm', derived, sealed.subarray(0, nonceLength));
    decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
    const opened = Buffer.concat([
      decipher.update(sealed.subarray(nonceLength, sealed.length - tagLength)),
      decipher.final(),
    ]);
    return ok(opened.toString('utf8'));
  } catch {
    return err(appError('integrity', `The secret '${name}' cannot be opened any more.`, 'Set it again.'));
  } finally {
    derived.fill(0);
  }
}
