import { z } from 'zod';
import { digestOf } from '../base/digest.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type Bundle, blobFileName } from './layout.ts';
import { type Blobs, type Descriptor, descriptorSchema, type Manifest, manifestSchema } from './manifest.ts';
import { annotations, bundleLimits, mediaTypes } from './mediaTypes.ts';
import {
  decodeSigstoreBundle,
  parseJson,
  preAuthenticationEncoding,
  type SealPredicate,
  statementSchema,
} from './statement.ts';

/** Why a bundle is refused; `where` names the file of the layout. */
export interface VerificationFailure {
  readonly reason:
    | 'not-a-layout'
    | 'missing-content'
    | 'changed-content'
    | 'unexpected-content'
    | 'bad-manifest'
    | 'no-signature'
    | 'bad-signature'
    | 'signature-for-something-else';
  readonly where: string;
}

/** One sentence for each failure. */
export function describeFailure({ reason, where }: VerificationFailure): string {
  switch (reason) {
    case 'not-a-layout':
      return `This is not a sealed bundle: '${where}' is missing or unreadable.`;
    case 'missing-content':
      return `The bundle is not whole: '${where}' is missing.`;
    case 'changed-content':
      return `The bundle was changed after it was sealed: the bytes of '${where}' do not match their digest.`;
    case 'unexpected-content':
      return `The bundle holds something that was not sealed: '${where}'.`;
    case 'bad-manifest':
      return `The bundle cannot be read: '${where}' is not a manifest of the kind that was expected.`;
    case 'no-signature':
      return 'Nobody signed this bundle.';
    case 'bad-signature':
      return `The signature in '${where}' does not fit its key: the bundle was changed or the signature is forged.`;
    case 'signature-for-something-else':
      return `The signature in '${where}' is for another bundle.`;
  }
}

/** A signature that holds. Whether its key is to be trusted is the caller's to say. */
export interface VerifiedSignature {
  readonly fingerprint: string;
  readonly predicate: SealPredicate;
}

/** A bundle whose every byte is covered by at least one signature that holds. */
export interface VerifiedBundle {
  readonly bundle: Bundle;
  readonly contents: readonly { readonly name: string; readonly descriptor: Descriptor }[];
  readonly signatures: readonly VerifiedSignature[];
}

/** The cryptography that verification needs. */
export interface SignatureCheck {
  /** SHA-256 of the key's DER form, or null where the PEM is no Ed25519 public key. */
  fingerprintOf(publicKeyPem: string): string | null;
  verify(publicKeyPem: string, message: Uint8Array, signature: Uint8Array): boolean;
}

/** The two files that no signature covers: so nothing may stand in them that we do not know. */
const layoutSchema = z.strictObject({ imageLayoutVersion: z.literal('1.0.0') });
const layoutIndexSchema = z.strictObject({
  schemaVersion: z.literal(2),
  mediaType: z.literal(mediaTypes.imageIndex).optional(),
  manifests: z
    .array(
      z.strictObject({
        ...descriptorSchema.shape,
        mediaType: z.literal(mediaTypes.imageManifest),
        artifactType: z.enum([mediaTypes.bundle, mediaTypes.sigstoreBundle]).optional(),
      }),
    )
    .max(1 + bundleLimits.signatures),
});

/** Verifies the files of an OCI image layout: every blob by digest, every signature over the one manifest, nothing beside them. */
export function verifyLayout(
  files: ReadonlyMap<string, Uint8Array>,
  check: SignatureCheck,
): Result<VerifiedBundle, VerificationFailure> {
  const read = (name: string): unknown => parseJson(files.get(name) ?? new Uint8Array());
  if (!layoutSchema.safeParse(read('oci-layout')).success) return err({ reason: 'not-a-layout', where: 'oci-layout' });
  const index = layoutIndexSchema.safeParse(read('index.json'));
  if (!index.success) return err({ reason: 'not-a-layout', where: 'index.json' });
  const [manifest, ...referrers] = index.data.manifests;
  if (manifest === undefined) return err({ reason: 'not-a-layout', where: 'index.json' });

  const blobs: Blobs = new Map();
  const sealed = readManifest(files, blobs, manifest, mediaTypes.bundle);
  if (!sealed.ok) return sealed;
  if (referrers.length === 0) return err({ reason: 'no-signature', where: 'index.json' });
  const signatures: VerifiedSignature[] = [];
  for (const referrer of referrers) {
    const signature = verifyReferrer(files, blobs, manifest, referrer, check);
    if (!signature.ok) return signature;
    signatures.push(signature.value);
  }
  const extra = [...files.keys()].find((name) => !isExpected(name, blobs));
  if (extra !== undefined) return err({ reason: 'unexpected-content', where: extra });
  const contents = sealed.value.layers.map((layer) => ({
    name: layer.annotations?.[annotations.title] ?? layer.digest,
    descriptor: layer,
  }));
  return ok({ bundle: { manifest, referrers, blobs }, contents, signatures });
}

function isExpected(name: string, blobs: Blobs): boolean {
  if (name === 'oci-layout' || name === 'index.json') return true;
  return name.startsWith('blobs/') && blobs.has(name.slice('blobs/'.length).replace('/', ':'));
}

function readBlob(
  files: ReadonlyMap<string, Uint8Array>,
  blobs: Blobs,
  descriptor: Descriptor,
): Result<Uint8Array, VerificationFailure> {
  const where = blobFileName(descriptor.digest);
  const bytes = files.get(where);
  if (bytes === undefined) return err({ reason: 'missing-content', where });
  if (bytes.length !== descriptor.size || digestOf(bytes) !== descriptor.digest) {
    return err({ reason: 'changed-content', where });
  }
  blobs.set(descriptor.digest, bytes);
  return ok(bytes);
}

/** Reads a manifest and everything that it names. */
function readManifest(
  files: ReadonlyMap<string, Uint8Array>,
  blobs: Blobs,
  descriptor: Descriptor,
  artifactType: string,
): Result<Manifest, VerificationFailure> {
  const bytes = readBlob(files, blobs, descriptor);
  if (!bytes.ok) return bytes;
  const manifest = manifestSchema.safeParse(parseJson(bytes.value));
  if (!manifest.success || manifest.data.artifactType !== artifactType) {
    return err({ reason: 'bad-manifest', where: blobFileName(descriptor.digest) });
  }
  if (descriptor.artifactType !== undefined && descriptor.artifactType !== artifactType) {
    return err({ reason: 'bad-manifest', where: 'index.json' });
  }
  for (const part of [manifest.data.config, ...manifest.data.layers]) {
    const blob = readBlob(files, blobs, part);
    if (!blob.ok) return blob;
  }
  return ok(manifest.data);
}

function verifyReferrer(
  files: ReadonlyMap<string, Uint8Array>,
  blobs: Blobs,
  subject: Descriptor,
  descriptor: Descriptor,
  check: SignatureCheck,
): Result<VerifiedSignature, VerificationFailure> {
  const referrer = readManifest(files, blobs, descriptor, mediaTypes.sigstoreBundle);
  if (!referrer.ok) return referrer;
  const where = blobFileName(descriptor.digest);
  const layer = referrer.value.layers[0];
  if (layer === undefined || referrer.value.layers.length !== 1) return err({ reason: 'bad-manifest', where });
  if (referrer.value.subject?.digest !== subject.digest) return err({ reason: 'signature-for-something-else', where });

  const envelope = decodeSigstoreBundle(blobs.get(layer.digest) ?? new Uint8Array());
  if (envelope === null) return err({ reason: 'bad-signature', where: blobFileName(layer.digest) });
  const statement = statementSchema.safeParse(parseJson(envelope.statement));
  if (!statement.success) return err({ reason: 'bad-signature', where: blobFileName(layer.digest) });
  const { predicate, subject: subjects } = statement.data;
  const fingerprint = check.fingerprintOf(predicate.publicKey);
  const message = preAuthenticationEncoding(mediaTypes.statement, envelope.statement);
  if (fingerprint === null || !check.verify(predicate.publicKey, message, envelope.signature)) {
    return err({ reason: 'bad-signature', where: blobFileName(layer.digest) });
  }
  if (!subjects.every((named) => `sha256:${named.digest.sha256}` === subject.digest)) {
    return err({ reason: 'signature-for-something-else', where });
  }
  return ok({ fingerprint, predicate });
}
