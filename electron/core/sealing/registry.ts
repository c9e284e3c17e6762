import { appError } from '../../../shared/base/appError.ts';
import { canonicalJson } from '../../../shared/base/canonicalJson.ts';
import { digestOf } from '../../../shared/base/digest.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { type Bundle, blobFileName } from '../../../shared/bundle/layout.ts';
import { type Descriptor, indexSchema, manifestSchema } from '../../../shared/bundle/manifest.ts';
import { bundleLimits, mediaTypes } from '../../../shared/bundle/mediaTypes.ts';
import { parseJson } from '../../../shared/bundle/statement.ts';

/** A place in an OCI registry. */
export interface RegistryReference {
  readonly origin: string;
  readonly repository: string;
  readonly tag: string;
}

/** How long one request to the team server may take, in milliseconds. */
const requestTimeout = 30_000;

const loopback = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Reads `host[:port]/repository[:tag]` (distribution-spec, names). HTTPS, but for loopback: there it is plain HTTP. */
export function parseReference(text: string): Result<RegistryReference> {
  const parts =
    /^([a-zA-Z0-9.-]+|\[[0-9a-fA-F:]+\])(:\d{1,5})?\/([a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::([\w][\w.-]{0,127}))?$/.exec(
      text,
    );
  if (parts === null) {
    return err(appError('invalid-input', 'The team server is written as host[:port]/repository[:tag].'));
  }
  const [, host = '', port = '', repository = '', tag = 'latest'] = parts;
  const scheme = loopback.test(host) ? 'http' : 'https';
  const origin = URL.parse(`${scheme}://${host}${port}`)?.origin;
  if (origin === undefined) return err(appError('invalid-input', 'The team server has no valid host and port.'));
  return ok({ origin, repository, tag });
}

class RegistryFailure extends Error {
  readonly error: ReturnType<typeof appError>;
  constructor(error: ReturnType<typeof appError>) {
    super(error.message);
    this.error = error;
  }
}

/** Sends a bundle: content first, then the manifest under its tag, then the signatures as referrers. */
export function pushBundle(bundle: Bundle, to: RegistryReference, signal?: AbortSignal): Promise<Result<void>> {
  return settle(async () => {
    const send = requester(to, signal);
    const manifests = new Set([bundle.manifest, ...bundle.referrers].map(({ digest }) => digest));
    for (const [digest, bytes] of bundle.blobs) {
      if (!manifests.has(digest)) await pushBlob(send, to, digest, bytes);
    }
    await pushManifest(send, to, to.tag, blobOf(bundle, bundle.manifest));
    let listed = true;
    for (const referrer of bundle.referrers) {
      const reply = await pushManifest(send, to, referrer.digest, blobOf(bundle, referrer));
      listed = listed && reply.headers.get('oci-subject') === bundle.manifest.digest;
    }
    if (!listed) await pushReferrersTag(send, to, bundle);
  });
}

/** Fetches the files of a bundle as an image layout has them. Sizes are bounded; what came is verified by the caller. */
export function pullBundle(from: RegistryReference, signal?: AbortSignal): Promise<Result<Map<string, Uint8Array>>> {
  return settle(async () => {
    const send = requester(from, signal);
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

async function settle<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (problem) {
    if (problem instanceof RegistryFailure) return err(problem.error);
    throw problem;
  }
}

type Send = (path: string, init?: RequestInit & { accept?: readonly number[] }) => Promise<Response>;

/** One place that opens connections: to the named origin alone, redirects refused, time bounded. */
function requester(at: RegistryReference, signal?: AbortSignal): Send {
  return async (path, { accept = [200, 201, 202], ...init } = {}) => {
    const url = new URL(path, at.origin);
    if (url.origin !== at.origin) {
      throw new RegistryFailure(appError('denied', 'The team server points to another host: nothing was sent there.'));
    }
    const ends = AbortSignal.any([AbortSignal.timeout(requestTimeout), ...(signal === undefined ? [] : [signal])]);
    let reply: Response;
    try {
      reply = await fetch(url, { ...init, redirect: 'manual', signal: ends });
    } catch {
      const code = signal?.aborted === true ? 'cancelled' : 'unavailable';
      throw new RegistryFailure(appError(code, `The team server at ${at.origin} does not answer.`));
    }
    if (accept.includes(reply.status)) return reply;
    await reply.body?.cancel();
    throw new RegistryFailure(refusal(at, reply.status));
  };
}

function refusal(at: RegistryReference, status: number): ReturnType<typeof appError> {
  if (status === 401 || status === 403)
    return appError('denied', `The team server at ${at.origin} does not let you in (${status}).`);
  if (status === 404)
    return appError('not-found', `The team server at ${at.origin} has no ${at.repository}:${at.tag}.`);
  return appError('unavailable', `The team server at ${at.origin} answered with status ${status}.`);
}

async function pushBlob(send: Send, to: RegistryReference, digest: string, bytes: Uint8Array): Promise<void> {
  const path = `/v2/${to.repository}/blobs/`;
  const known = await send(`${path}${digest}`, { method: 'HEAD', accept: [200, 404] });
  if (known.status === 200) return;
  const session = await send(`${path}uploads/`, { method: 'POST' });
  const location = session.headers.get('location');
  if (location === null) throw new RegistryFailure(appError('unavailable', 'The team server did not open an upload.'));
  const target = new URL(location, to.origin);
  target.searchParams.set('digest', digest);
  await send(target.href, {
    method: 'PUT',
    body: new Uint8Array(bytes),
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
): Promise<Response> {
  return send(`/v2/${to.repository}/manifests/${name}`, {
    method: 'PUT',
    body: new Uint8Array(bytes),
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
  const listed = there.status === 200 ? indexSchema.safeParse(parseJson(await bounded(there))) : null;
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
    await reply.body?.cancel();
    reply = await send(`/v2/${from.repository}/manifests/${referrersTag(subject)}`, accept);
  }
  if (reply.status === 404) return [];
  const index = indexSchema.safeParse(parseJson(await bounded(reply)));
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
  const bytes = await bounded(reply);
  const manifest = manifestSchema.safeParse(parseJson(bytes));
  if (!manifest.success) throw new RegistryFailure(unreadable(from));
  const digest = digestOf(bytes);
  keep(files, digest, bytes);
  for (const part of [manifest.data.config, ...manifest.data.layers]) {
    if (files.has(blobFileName(part.digest))) continue;
    keep(files, part.digest, await bounded(await send(`/v2/${from.repository}/blobs/${part.digest}`)));
  }
  return { mediaType: mediaTypes.imageManifest, digest, size: bytes.length };
}

/** Keeps what came, manifests as well: a server may list any number of them. */
function keep(files: Map<string, Uint8Array>, digest: string, bytes: Uint8Array): void {
  const total = [...files.values()].reduce((sum, { length }) => sum + length, bytes.length);
  if (total > bundleLimits.totalBytes || files.size >= bundleLimits.files) throw new RegistryFailure(tooLarge());
  files.set(blobFileName(digest), bytes);
}

const tooLarge = (): ReturnType<typeof appError> =>
  appError('limit', 'The bundle on the team server is larger than 256 MiB.');

/** Reads a reply's body up to the largest file that a bundle may hold. */
async function bounded(reply: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of reply.body ?? []) {
      size += chunk.length;
      if (size > bundleLimits.fileBytes) throw new RegistryFailure(tooLarge());
      chunks.push(chunk);
    }
  } catch (problem) {
    if (problem instanceof RegistryFailure) throw problem;
    throw new RegistryFailure(appError('unavailable', 'The connection to the team server broke off.'));
  }
  return Buffer.concat(chunks);
}
