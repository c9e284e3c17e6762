import { posix } from 'node:path';
import { digestOf } from '../../../shared/base/digest.ts';
import { ok, type Result } from '../../../shared/base/result.ts';
import type { Bundle } from '../../../shared/bundle/layout.ts';
import { mediaTypes } from '../../../shared/bundle/mediaTypes.ts';
import { blockingFindings, rehearsalOutcome, type SealContents, sealFiles } from '../../../shared/bundle/seal.ts';
import type { VerifiedBundle } from '../../../shared/bundle/verify.ts';
import type { MethodOutput } from '../../../shared/contract/table.ts';
import { virtualPathSchema } from '../../../shared/contract/values.ts';
import { decodeText } from '../../../shared/workflow/decodeText.ts';
import type { Handlers } from '../handlers.ts';
import { deviceKey } from '../keys/deviceKey.ts';
import { archiveBytes, writeArchive, writeFolder } from '../sealing/archive.ts';
import { pullBundle, pushBundle } from '../sealing/registry.ts';
import type { RegistryOptions } from '../sealing/registryClient.ts';
import { parseReference } from '../sealing/registryReference.ts';
import { transferReport } from '../sealing/transferReport.ts';
import { verifyBundle, verifyFiles } from '../sealing/verifyBundle.ts';
import { documentKind } from './documentKind.ts';
import type { DocumentService } from './documents.ts';
import type { LoginService } from './logins.ts';
import type { Prepared, Sealed, SealService } from './seals.ts';
import { verifyWith } from './verifyWith.ts';
import type { Workbench } from './workbench.ts';

type BundleMethods =
  | 'bundle.preview'
  | 'bundle.lastSeal'
  | 'bundle.push'
  | 'bundle.pull'
  | 'bundle.cancel'
  | 'internal.exportBundle'
  | 'internal.verifyBundle';

/** Sealing to a file, a folder or a team server, and verifying what others sealed. */
export function bundleHandlers(
  { store, ports, audit, emit }: Workbench,
  documents: DocumentService,
  seals: SealService,
  logins: LoginService,
  signal: AbortSignal,
): Pick<Handlers, BundleMethods> {
  const trusted = (): string[] => [deviceKey(store, ports).fingerprint];

  let cancelling = new AbortController();
  /** Carries something to or from a team server, told to the page as it goes, until it is cancelled. */
  const transfer = async <T>(
    work: 'push' | 'pull',
    size: number | null,
    run: (options: Pick<RegistryOptions, 'signal' | 'moved'>) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    const tell = (text: string | null): void => emit('work.progress', { work, text });
    const moved = transferReport(work === 'push' ? 'Sent' : 'Fetched', size, tell);
    tell('Connecting…');
    try {
      return await run({ signal: AbortSignal.any([signal, cancelling.signal]), moved });
    } finally {
      tell(null);
    }
  };

  const resultOf = async (
    bundle: Bundle,
    archive: Uint8Array,
    place: Parameters<typeof verifyWith>[1],
  ): Promise<MethodOutput<'bundle.push'>> => ({
    manifest: bundle.manifest.digest,
    archive: digestOf(archive),
    size: archive.length,
    destination: place.at,
    verifyWith: verifyWith(bundle, place, deviceKey(store, ports).publicKeyPem),
  });

  /** The log says what is about to leave before it does, and what came of it afterwards: a broken connection hides nothing. */
  const handOver = async (
    action: 'bundle.export' | 'bundle.push',
    subject: string,
    revision: string,
    { bundle, remember }: Sealed,
    send: () => Promise<Result<void>>,
  ): Promise<Result<void>> => {
    const change = { before: revision, after: bundle.manifest.digest };
    audit.record(`${action}.begin`, subject, change);
    const sent = await send();
    store.transaction(() => {
      if (sent.ok) remember();
      audit.record(sent.ok ? action : `${action}.failed`, subject, change);
    });
    return sent;
  };

  return {
    async 'bundle.preview'({ path }) {
      const prepared = await seals.prepare(path);
      if (!prepared.ok) return prepared;
      const { sign: _private, ...signer } = deviceKey(store, ports);
      return ok({ path, ...preview(prepared.value), signer });
    },

    'bundle.lastSeal': ({ path }) => seals.last(path),

    async 'internal.exportBundle'({ path, revision, as, destination }) {
      const sealed = await seals.seal(path, revision);
      if (!sealed.ok) return sealed;
      const { bundle } = sealed.value;
      const archive = await archiveBytes(bundle);
      const written = await handOver('bundle.export', `document:${path}`, revision, sealed.value, () =>
        as === 'file' ? writeArchive(archive, destination) : writeFolder(bundle, destination),
      );
      return written.ok ? ok(await resultOf(bundle, archive, { kind: as, at: destination })) : written;
    },

    async 'bundle.push'({ path, revision, reference, login: named }) {
      const target = parseReference(reference);
      if (!target.ok) return target;
      const login = logins.take(named);
      if (!login.ok) return login;
      const sealed = await seals.seal(path, revision);
      if (!sealed.ok) return sealed;
      logins.noteUse(named, reference);
      const { bundle } = sealed.value;
      const size = [...bundle.blobs.values()].reduce((sum, { length }) => sum + length, 0);
      const pushed = await handOver('bundle.push', `document:${path} to ${reference}`, revision, sealed.value, () =>
        transfer('push', size, (options) => pushBundle(bundle, target.value, { ...options, login: login.value })),
      );
      if (!pushed.ok) return pushed;
      return ok(await resultOf(bundle, await archiveBytes(bundle), { kind: 'registry', at: reference }));
    },

    async 'bundle.pull'({ reference, login: named }) {
      const source = parseReference(reference);
      if (!source.ok) return source;
      const login = logins.take(named);
      if (!login.ok) return login;
      logins.noteUse(named, reference);
      const files = await transfer('pull', null, (options) =>
        pullBundle(source.value, { ...options, login: login.value }),
      );
      if (!files.ok) return files;
      const { verification, bundle } = verifyFiles(files.value, trusted());
      audit.record('bundle.pull', `bundle:${reference}`, { after: verification.manifest });
      // What nobody known signed is shown and not taken in.
      const taken = verification.verified && bundle !== null ? takeIn(bundle, documents) : ok(null);
      return taken.ok ? ok({ verification, path: taken.value }) : taken;
    },

    'bundle.cancel'() {
      cancelling.abort();
      cancelling = new AbortController();
      return ok({});
    },

    'internal.verifyBundle': ({ source }) => verifyBundle(source, trusted()),
  };
}

function preview({ revision, contents }: Prepared) {
  return {
    revision,
    contents: sealFiles(contents).map(({ name, mediaType, bytes }) => ({
      name,
      mediaType,
      size: bytes.length,
      digest: digestOf(bytes),
    })),
    exclusions: exclusionsOf(contents),
    blocking: [...blockingFindings(contents.findings)],
    waived: contents.findings.filter(({ waiver }) => waiver !== null),
    rehearsals: contents.evidence.map(rehearsalOutcome),
  };
}

/** What stays behind, and what of it is in the bundle all the same. */
function exclusionsOf({ datasets }: SealContents): string[] {
  const names = datasets.map(({ name }) => `'${name}'`).join(', ');
  return [
    'Drafts and earlier revisions stay in this workspace.',
    names === ''
      ? 'Data sets stay in this workspace: no scenario uses one.'
      : `Rows of data sets stay in this workspace, but for the masked ones that the rehearsals took from ${names}: these are in the traces. Columns and how they were masked go along.`,
    'Secrets and keys never leave this workspace: rehearsals saw placeholders.',
  ];
}

/** Makes a document of a bundle's definition, beside what has its name already. */
function takeIn({ bundle, contents }: VerifiedBundle, documents: DocumentService): Result<string | null> {
  const definition = contents.find(({ descriptor }) => descriptor.mediaType.startsWith(mediaTypes.definition));
  const bytes = definition === undefined ? undefined : bundle.blobs.get(definition.descriptor.digest);
  const name = virtualPathSchema.safeParse(definition?.name);
  // A bundle brings workflows: under the name of a policy its text would become the policy of this workspace.
  if (bytes === undefined || !name.success || documentKind(name.data) !== 'workflow') return ok(null);
  const text = decodeText(bytes);
  if (!text.ok) return text;
  const path = freePath(name.data, text.value, documents);
  if (documents.find(path).ok) return ok(path);
  const created = documents.create(path, text.value);
  return created.ok ? ok(path) : created;
}

/** The path itself where it is free or has this very text, otherwise the first numbered one of which that is true. */
function freePath(path: string, text: string, documents: DocumentService): string {
  const { dir, name, ext } = posix.parse(path);
  let candidate = path;
  for (let number = 2; ; number += 1) {
    const saved = documents.savedText(candidate);
    if (!saved.ok || saved.value === text) return candidate;
    candidate = posix.join(dir, `${name}-${number}${ext}`);
  }
}
