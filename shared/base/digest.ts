import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** `sha256:<hex>` of a text's UTF-8 bytes or of bytes: the form in which OCI, in-toto and our traces name content. */
export function digestOf(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return `sha256:${bytesToHex(sha256(bytes))}`;
}
