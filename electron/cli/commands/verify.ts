import { oneLine } from '../../../shared/base/withoutControls.ts';
import { type Verification, verifyBundle } from '../../core/sealing/verifyBundle.ts';
import { type Command, exitStatus } from '../command.ts';
import { readPlace } from '../files.ts';
import { formatFlag, rootFlag } from '../flags.ts';
import { printedJson } from '../printedJson.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { unable } from '../tell.ts';
import { readTrustedKeys } from '../trustedKeys.ts';

const flags = { root: rootFlag, format: formatFlag('text', 'json') } as const;

/** `drydock verify`: is this bundle whole, and did a trusted key sign it? */
export const verifyCommand: Command = {
  name: 'verify',
  args: 'BUNDLE --root KEYS',
  summary:
    'Checks every byte of a bundle (archive or folder) and that a key of KEYS (PEM public keys) signed it. 1 where not.',
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'verify', read.error);
    const { flags: said, rest } = read.value;
    const format = oneOf('format', said.format, ['text', 'json'], 'text');
    if (!format.ok) return unable(io, 'verify', format.error);
    const [source] = rest;
    if (source === undefined || rest.length > 1 || said.root === undefined) {
      return unable(io, 'verify', { message: 'give one bundle and --root with the public keys you trust' });
    }
    const trusted = await readTrustedKeys(io, said.root);
    if (!trusted.ok) return unable(io, 'verify', trusted.error);
    const place = await readPlace(io, source);
    if (!place.ok) return unable(io, 'verify', place.error);
    const result = await verifyBundle(place.value, trusted.value);
    if (!result.ok) return unable(io, 'verify', { message: `${source}: ${result.error.message}` });
    io.out(format.value === 'json' ? printedJson(result.value) : asText(result.value));
    return result.value.verified ? exitStatus.fine : exitStatus.no;
  },
};

/** The names in a bundle, even one that is whole, are those of whoever sealed it. */
function asText({ summary, contents }: Verification): string {
  const lines = [summary, ...contents.map(({ name, digest }) => `  ${digest}  ${name}`)];
  return lines.map((line) => `${oneLine(line)}\n`).join('');
}
