import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { Ports } from '../../store/ports.ts';
import type { Store } from '../../store/store.ts';
import { type Signer, signerFromKey } from '../sealing/signer.ts';

/** The device's Ed25519 key. */
export interface DeviceKey extends Signer {
  readonly createdAt: string;
}

/** The workspace's device key; makes it at the first need. */
export function deviceKey(store: Store, ports: Ports): DeviceKey {
  const kept = store.keys.read();
  if (kept === null) return makeDeviceKey(store, ports.now().toISOString());
  const secret = Buffer.from(kept.privateKey);
  try {
    const privateKey = createPrivateKey({ key: secret, format: 'der', type: 'pkcs8' });
    return { ...signerFromKey(privateKey), createdAt: kept.createdAt };
  } finally {
    secret.fill(0);
  }
}

function makeDeviceKey(store: Store, createdAt: string): DeviceKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  const signer = signerFromKey(privateKey);
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
  try {
    const { fingerprint, publicKeyPem: publicKey } = signer;
    store.keys.add({ fingerprint, publicKey, createdAt, privateKey: secret });
  } finally {
    secret.fill(0);
  }
  return { ...signer, createdAt };
}
