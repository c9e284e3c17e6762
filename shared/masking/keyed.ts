import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** Length of a workspace's masking key in bytes. */
export const maskingKeyBytes = 32;

/** HMAC-SHA-256 of a text for one purpose: the same value gives the same replacement in one workspace and no other. */
export function keyedHash(key: Uint8Array, purpose: string, text: string): Uint8Array {
  return hmac(sha256, key, new TextEncoder().encode(`${purpose}\u0000${text}`));
}

/** A number from 0 up to (not including) 2^32, drawn from a keyed hash. */
export function keyedNumber(key: Uint8Array, purpose: string, text: string): number {
  return new DataView(keyedHash(key, purpose, text).buffer).getUint32(0);
}
