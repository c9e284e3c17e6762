import { appError } from '../../../shared/base/appError.ts';
import { canonicalJson } from '../../../shared/base/canonicalJson.ts';
import { digestOf } from '../../../shared/base/digest.ts';
import type { Json } from '../../../shared/base/json.ts';
import type { Result } from '../../../shared/base/result.ts';
import { type Bundle, blobFileName } from '../../../shared/bundle/layout.ts';
import { type Descriptor, indexSchema, manifestSchema } from '../../../shared/bundle/manifest.ts';
import { bundleLimits, mediaTypes } from '../../../shared/bundle/mediaTypes.ts';
import { parseJson } from '../../../shared/bundle/statement.ts';
import { type RegistryOptions, type Send, tooLarge, withRegistry } from './registryClient.ts';
import { RegistryFailure } from './registryFailure.ts';
import type { RegistryReference } from './registryReference.ts';
import type { TransferReply } from './transfer.ts';

/** Sends a bundle: content first, then the manifest under its tag, then the signatures as referrers. */
export function pushBundle(
  bundle: Bundle,
  to: RegistryReference,
  options: RegistryOptions = {},
): Promise<Result<void>> {
  return withRegistry(to, 'pull,push', options, async (send) => {
    const manifests = new Set([bundle.manifest, ...bundle.referrers].map(({ digest }) => digest));
    for (const [digest, bytes] of bundle.blobs) {
      if (!manifests.has(digest)) await pushBlob(send, to, digest, bytes);
    }
    await pushManifest(send, to, to.tag, blobOf(bundle, bundle.manifest));
    let listed = true;
    for (const referrer of bundle.referrers) {
      const reply = await pushManifest(send, to, referrer.digest, blobOf(bundle, referrer));
      listed = listed && reply.header('oci-subject') === bundle.manifest.digest;
    }
    if (!listed) await pushReferrersTag(send, to, bundle);
  });
}

/** Fetches the files of a bundle as an image layout has them. Sizes are bounded; what came is verified by the caller. */
export function pullBundle(
  from: RegistryReference,
  options: RegistryOptions = {},
): Promise<Result<Map<string, Uint8Array>>> {
  return withRegistry(from, 'pull', options, async (send) => {
    const files = new Map<string, Uint8Array>();
    const manifest = await pullManifest(send, from, from.tag, files);
    const referrers = await pullReferrers(send, from, manifest);
    for (const referrer of referrers) await pullManifest(send, from, referrer.digest, files);
    const described = { ...manifest, artifactType: mediaTypes.bundle };
    const index = { schemaVersion: 2, mediaType: mediaTypes.imageIndex, manifests: [described, ...referrers] };
    files.set('oci-layout', encode({ imageLayoutVersion: '1.0.0' }));
    files.set('index.json', encode(index));
    return files;
  });
}

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(value as Json));

async function pushBlob(send: Send, to: RegistryReference, digest: string, bytes: Uint8Array): Promise<void> {
  const path = `/v2/${to.repository}/blobs/`;
  const known = await send(`${path}${digest}`, { method: 'HEAD', accept: [200, 404] });
  if (known.status === 200) return;
  const session = await send(`${path}uploads/`, { method: 'POST' });
  const location = session.header('location');
  const target = location === null ? null : URL.parse(location, to.origin);
  if (target === null) throw new RegistryFailure(appError('unavailable', 'The team server did not open an upload.'));
  target.searchParams.set('digest', digest);
  await send(target.href, {
    method: 'PUT',
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  });
}

function blobOf(bundle: Bundle, descriptor: Descriptor): Uint8Array {
  const bytes = bundle.blobs.get(descriptor.digest);
  if (bytes === undefined) throw new Error('a bundle names a manifest that it does not hold');
  return bytes;
}

function pushManifest(
  send: Send,
  to: RegistryReference,
  name: string,
  bytes: Uint8Array,
  mediaType: string = mediaTypes.imageManifest,
): Promise<TransferReply> {
  return send(`/v2/${to.repository}/manifests/${name}`, {
    method: 'PUT',
    body: bytes,
    headers: { 'content-type': mediaType },
  });
}

/** Where a registry knows no referrers, they are listed under a tag made of the subject's digest (distribution-spec, referrers tag schema). */
const referrersTag = (subject: Descriptor): string => subject.digest.replace(':', '-');

async function pushReferrersTag(send: Send, to: RegistryReference, bundle: Bundle): Promise<void> {
  const tag = referrersTag(bundle.manifest);
  const there = await send(`/v2/${to.repository}/manifests/${tag}`, {
    headers: { accept: mediaTypes.imageIndex },
    accept: [200, 404],
  });
  const listed = there.status === 200 ? indexSchema.safeParse(parseJson(there.body)) : null;
  const others = (listed?.data?.manifests ?? []).filter(
    (known) => !bundle.referrers.some((referrer) => referrer.digest === known.digest),
  );
  const index = { schemaVersion: 2, mediaType: mediaTypes.imageIndex, manifests: [...others, ...bundle.referrers] };
  await pushManifest(send, to, tag, encode(index), mediaTypes.imageIndex);
}

async function pullReferrers(send: Send, from: RegistryReference, subject: Descriptor): Promise<Descriptor[]> {
  const accept = { headers: { accept: mediaTypes.imageIndex }, accept: [200, 404] };
  let reply = await send(`/v2/${from.repository}/referrers/${subject.digest}`, accept);
  if (reply.status === 404) {
    reply = await send(`/v2/${from.repository}/manifests/${referrersTag(subject)}`, accept);
  }
  if (reply.status === 404) return [];
  const index = indexSchema.safeParse(parseJson(reply.body));
  if (!index.success) throw new RegistryFailure(unreadable(from));
  const signatures = index.data.manifests.filter(({ artifactType }) => artifactType === mediaTypes.sigstoreBundle);
  if (signatures.length > bundleLimits.signatures) throw new RegistryFailure(tooMany);
  return signatures
    .map(({ mediaType, digest, size, artifactType }) => ({ mediaType, digest, size, artifactType }))
    .sort((a, b) => (a.digest < b.digest ? -1 : 1));
}

const tooMany = appError('limit', `The bundle on the team server has more than ${bundleLimits.signatures} signatures.`);
const unreadable = (from: RegistryReference): ReturnType<typeof appError> =>
  appError('integrity', `What the team server at ${from.origin} sent is not a sealed bundle.`);

async function pullManifest(
  send: Send,
  from: RegistryReference,
  name: string,
  files: Map<string, Uint8Array>,
): Promise<Descriptor> {
  const reply = await send(`/v2/${from.repository}/manifests/${name}`, {
    headers: { accept: mediaTypes.imageManifest },
  });
  const bytes = reply.body;
  const manifest = manifestSchema.safeParse(parseJson(bytes));
  if (!manifest.success) throw new RegistryFailure(unreadable(from));
  const digest = digestOf(bytes);
  keep(files, digest, bytes);
  for (const part of [manifest.data.config, ...manifest.data.layers]) {
    if (files.has(blobFileName(part.digest))) continue;
    keep(files, part.digest, (await send(`/v2/${from.repository}/blobs/${part.digest}`)).body);
  }
  return { mediaType: mediaTypes.imageManifest, digest, size: bytes.length };
}

/** Keeps what came, manifests as well: a server may list any number of them. */
function keep(files: Map<string, Uint8Array>, digest: string, bytes: Uint8Array): void {
  const total = [...files.values()].reduce((sum, { length }) => sum + length, bytes.length);
  if (total > bundleLimits.totalBytes || files.size >= bundleLimits.files) throw new RegistryFailure(tooLarge());
  files.set(blobFileName(digest), bytes);
}
