import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { SignatureCheck } from '../../../shared/bundle/verify.ts';

/** Somebody who can sign: an Ed25519 key pair whose private half stays in here. */
export interface Signer {
  readonly publicKeyPem: string;
  /** SHA-256 of the public key's DER (SubjectPublicKeyInfo), `sha256:<hex>`. */
  readonly fingerprint: string;
  sign(message: Uint8Array): Uint8Array;
}

/** SHA-256 of a public key's DER form. */
export function keyFingerprint(key: KeyObject): string {
  return `sha256:${createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')}`;
}

/** A signer from a private key in PEM (PKCS#8, as `openssl genpkey -algorithm ed25519` writes it). */
export function signerFromPem(privateKeyPem: string): Result<Signer> {
  try {
    const key = createPrivateKey(privateKeyPem);
    if (key.asymmetricKeyType === 'ed25519') return ok(signerFromKey(key));
  } catch {
    // Told below: OpenSSL's own words may quote the key's text.
  }
  return err(appError('invalid-input', 'The signing key is not an Ed25519 private key in PEM.'));
}

/** A signer from a private key object. */
export function signerFromKey(privateKey: KeyObject): Signer {
  const publicKey = createPublicKey(privateKey);
  return {
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    fingerprint: keyFingerprint(publicKey),
    sign: (message) => sign(null, message, privateKey),
  };
}

/** Every public key in a text of PEM blocks; an error where there is none or one is not Ed25519. */
export function readPublicKeys(pem: string): Result<readonly string[]> {
  const blocks = pem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  const fingerprints = blocks.map(fingerprintOf).filter((fingerprint) => fingerprint !== null);
  if (blocks.length === 0 || fingerprints.length !== blocks.length) {
    return err(appError('invalid-input', 'The file of trusted keys is not a list of Ed25519 public keys in PEM.'));
  }
  return ok(fingerprints);
}

function fingerprintOf(publicKeyPem: string): string | null {
  try {
    const key = createPublicKey(publicKeyPem);
    return key.asymmetricKeyType === 'ed25519' ? keyFingerprint(key) : null;
  } catch {
    return null;
  }
}

/** Ed25519 by Node's own OpenSSL. */
export const ed25519Check: SignatureCheck = {
  fingerprintOf,
  verify: (publicKeyPem, message, signature) => verify(null, message, createPublicKey(publicKeyPem), signature),
};
