import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { Ports } from '../../store/ports.ts';
import type { Store } from '../../store/store.ts';

/** The device's Ed25519 key: it signs, and its private half stays in here. */
export interface DeviceKey {
  /** SHA-256 of the public key's DER form (SPKI), `sha256:<hex>`. */
  readonly fingerprint: string;
  readonly publicKeyPem: string;
  readonly createdAt: string;
  sign(bytes: Uint8Array): Buffer;
}

/** The workspace's device key; makes it at the first need. */
export function deviceKey(store: Store, ports: Ports): DeviceKey {
  const kept = store.keys.read();
  if (kept === null) return makeDeviceKey(store, ports);
  const { fingerprint, publicKey, createdAt } = kept;
  const privateKey = createPrivateKey({ key: Buffer.from(kept.privateKey), format: 'der', type: 'pkcs8' });
  return signer({ fingerprint, publicKeyPem: publicKey, createdAt }, privateKey);
}

function makeDeviceKey(store: Store, ports: Ports): DeviceKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const facts = {
    fingerprint: keyFingerprint(publicKey),
    publicKeyPem: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    createdAt: ports.now().toISOString(),
  };
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
  try {
    store.keys.add({
      fingerprint: facts.fingerprint,
      publicKey: facts.publicKeyPem,
      createdAt: facts.createdAt,
      privateKey: secret,
    });
  } finally {
    secret.fill(0);
  }
  return signer(facts, privateKey);
}

function signer(facts: Omit<DeviceKey, 'sign'>, privateKey: KeyObject): DeviceKey {
  return { ...facts, sign: (bytes) => sign(null, bytes, privateKey) };
}

/** `sha256:<hex>` of a public key's DER form (SPKI). */
export function keyFingerprint(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' });
  return `sha256:${createHash('sha256').update(der).digest('hex')}`;
}

/** Fingerprint of a public key in PEM; null where the text is no such key. */
export function pemFingerprint(pem: string): string | null {
  try {
    return keyFingerprint(createPublicKey(pem));
  } catch {
    return null;
  }
}
