import { archiveBytes, readBundleFiles, writeArchive } from '../../core/sealing/archive.ts';
import { pullBundle, pushBundle } from '../../core/sealing/registry.ts';
import { parseReference } from '../../core/sealing/registryReference.ts';
import { transferReport } from '../../core/sealing/transferReport.ts';
import { verifyFiles } from '../../core/sealing/verifyBundle.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { readPlace } from '../files.ts';
import { outputFile } from '../outputFile.ts';
import { readArguments } from '../readArguments.ts';
import { loginFlags, readLogin } from '../registryLogin.ts';
import { tell, unable } from '../tell.ts';

const showOn =
  (io: CommandIo) =>
  (text: string): void =>
    io.progress?.(text);

/** `drydock push`: carries a bundle to a team server. */
export const pushCommand: Command = {
  name: 'push',
  args: 'BUNDLE HOST[:PORT]/REPOSITORY[:TAG]',
  summary: 'Sends a bundle and its signatures to an OCI registry. Plain HTTP on loopback only.',
  flags: loginFlags,
  async run(args, io) {
    const read = readArguments(args, loginFlags);
    if (!read.ok) return unable(io, 'push', read.error);
    const [source, target, ...more] = read.value.rest;
    if (source === undefined || target === undefined || more.length > 0) {
      return unable(io, 'push', { message: 'give one bundle and one target' });
    }
    const to = parseReference(target);
    if (!to.ok) return unable(io, 'push', to.error);
    const login = await readLogin(io, read.value.flags);
    if (!login.ok) return unable(io, 'push', login.error);
    const place = await readPlace(io, source);
    if (!place.ok) return unable(io, 'push', place.error);
    const files = await readBundleFiles(place.value);
    if (!files.ok) return unable(io, 'push', { message: `${source}: ${files.error.message}` });
    const { verification, bundle } = verifyFiles(files.value, []);
    if (bundle === null) {
      tell(io, 'push', verification.summary);
      return exitStatus.no;
    }
    const size = [...bundle.bundle.blobs.values()].reduce((sum, { length }) => sum + length, 0);
    const options = { signal: io.signal, login: login.value, moved: transferReport('Sent', size, showOn(io)) };
    const pushed = await pushBundle(bundle.bundle, to.value, options);
    io.progress?.('');
    if (!pushed.ok) return unable(io, 'push', pushed.error);
    io.out(`${bundle.bundle.manifest.digest}\n`);
    return exitStatus.fine;
  },
};

const pullFlags = { out: { value: 'FILE', help: 'File that takes the bundle.' }, ...loginFlags } as const;

/** `drydock pull`: fetches a bundle from a team server, byte for byte the file that was pushed. */
export const pullCommand: Command = {
  name: 'pull',
  args: 'HOST[:PORT]/REPOSITORY[:TAG] --out FILE',
  summary: 'Fetches a bundle and its signatures from an OCI registry into an archive. Trust it only after `verify`.',
  flags: pullFlags,
  async run(args, io) {
    const read = readArguments(args, pullFlags);
    if (!read.ok) return unable(io, 'pull', read.error);
    const [source, ...more] = read.value.rest;
    const { out } = read.value.flags;
    if (source === undefined || more.length > 0 || out === undefined) {
      return unable(io, 'pull', { message: 'give one source and --out with the file to write' });
    }
    const file = await outputFile(io, '--out', out, [read.value.flags['password-file']]);
    if (!file.ok) return unable(io, 'pull', file.error);
    const from = parseReference(source);
    if (!from.ok) return unable(io, 'pull', from.error);
    const login = await readLogin(io, read.value.flags);
    if (!login.ok) return unable(io, 'pull', login.error);
    const moved = transferReport('Fetched', null, showOn(io));
    const files = await pullBundle(from.value, { signal: io.signal, login: login.value, moved });
    io.progress?.('');
    if (!files.ok) return unable(io, 'pull', files.error);
    const { verification, bundle } = verifyFiles(files.value, []);
    if (bundle === null) {
      tell(io, 'pull', verification.summary);
      return exitStatus.no;
    }
    const written = await writeArchive(await archiveBytes(bundle.bundle), file.value, out);
    if (!written.ok) return unable(io, 'pull', written.error);
    io.out(`${bundle.bundle.manifest.digest}\n`);
    return exitStatus.fine;
  },
};
