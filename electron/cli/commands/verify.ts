import { resolve } from 'node:path';
import { readPublicKeys } from '../../core/sealing/signer.ts';
import { verifyBundle } from '../../core/sealing/verifyBundle.ts';
import { type Command, exitStatus } from '../command.ts';
import { readSmallText } from '../files.ts';
import { printedJson } from '../printedJson.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { unable } from '../tell.ts';

/** `drydock verify`: is this bundle whole, and did a trusted key sign it? */
export const verifyCommand: Command = {
  name: 'verify',
  usage: 'verify BUNDLE --root KEYS [--format text|json]',
  summary: 'Checks every byte of a bundle (archive or folder) and that a key of KEYS (PEM public keys) signed it.',
  async run(args, io) {
    const read = readArguments(args, { root: 'value', format: 'value' });
    if (!read.ok) return unable(io, 'verify', read.error);
    const { flags, rest } = read.value;
    const format = oneOf('format', flags.format, ['text', 'json'], 'text');
    if (!format.ok) return unable(io, 'verify', format.error);
    const [source] = rest;
    if (source === undefined || rest.length > 1 || flags.root === undefined) {
      return unable(io, 'verify', { message: 'give one bundle and --root with the public keys you trust' });
    }
    const pem = await readSmallText(io, flags.root);
    if (!pem.ok) return unable(io, 'verify', pem.error);
    const trusted = readPublicKeys(pem.value);
    if (!trusted.ok) return unable(io, 'verify', trusted.error);
    const result = await verifyBundle(resolve(io.folder, source), trusted.value);
    if (!result.ok) return unable(io, 'verify', result.error);
    if (format.value === 'json') io.out(printedJson(result.value));
    else
      io.out(
        `${result.value.summary}\n${result.value.contents.map(({ name, digest }) => `  ${digest}  ${name}\n`).join('')}`,
      );
    return result.value.verified ? exitStatus.fine : exitStatus.no;
  },
};
