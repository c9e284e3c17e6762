import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { oneLine } from '../../../shared/base/withoutControls.ts';
import { verifyAuditFile } from '../../core/audit/auditFile.ts';
import type { AuditVerdict } from '../../core/audit/verifyAudit.ts';
import { readPublicKeys } from '../../core/sealing/signer.ts';
import { verifyStoreAudit } from '../../core/services/audit.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { readBytes } from '../files.ts';
import { formatFlag, passphraseFlag, rootFlag } from '../flags.ts';
import { openWorkspace } from '../openWorkspace.ts';
import { printedJson } from '../printedJson.ts';
import { oneOf, readArguments } from '../readArguments.ts';
import { unable } from '../tell.ts';
import { readTrustedKeys } from '../trustedKeys.ts';
import { unlock } from '../unlock.ts';

/** Largest exported log that is read, in bytes. */
const maxLogBytes = 256 * 1024 * 1024;

interface Verified extends AuditVerdict {
  /** Fingerprint of the key that signed, and when it last did. */
  readonly signer: string | null;
  readonly signedAt: string | null;
}

/** Whether a key of `--root` signed; null where no keys were given. */
type Trust = boolean | null;

const flags = {
  root: rootFlag,
  'passphrase-file': passphraseFlag,
  format: formatFlag('text', 'json'),
} as const;

/** `drydock audit verify`: whether a log is whole, from the store or from its exported file. */
export const auditCommand: Command = {
  name: 'audit',
  args: 'verify LOG|WORKSPACE',
  summary:
    "Finds any change, removal or reorder in an audit log, and with --root whether a key of KEYS (PEM public keys) signed it. WORKSPACE is a workspace's folder; a store that only the keychain opens is verified by its exported LOG. 1 where the log is not whole or not signed by such a key.",
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'audit', read.error);
    const { flags: said, rest } = read.value;
    const [verb, path, ...more] = rest;
    if (verb !== 'verify' || path === undefined || more.length > 0) {
      return unable(io, 'audit', { message: "say 'audit verify' and one log or workspace" });
    }
    const format = oneOf('format', said.format, ['text', 'json'], 'text');
    if (!format.ok) return unable(io, 'audit', format.error);
    const roots = said.root === undefined ? ok(null) : await readTrustedKeys(io, said.root);
    if (!roots.ok) return unable(io, 'audit', roots.error);
    const verified = await verify(io, path, said['passphrase-file']);
    if (!verified.ok) return unable(io, 'audit', verified.error);
    const { intact, signer } = verified.value;
    const trusted = roots.value === null ? null : signer !== null && roots.value.includes(signer);
    io.out(format.value === 'json' ? asJson(verified.value, trusted) : `${oneLine(asText(verified.value, trusted))}\n`);
    return intact && trusted !== false ? exitStatus.fine : exitStatus.no;
  },
};

async function verify(io: CommandIo, path: string, passphraseFile: string | undefined): Promise<Result<Verified>> {
  const isFolder = await stat(resolve(io.folder, path)).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? verifyFolder(io, path, passphraseFile) : verifyFile(io, path);
}

async function verifyFile(io: CommandIo, path: string): Promise<Result<Verified>> {
  const bytes = await readBytes(io, path, maxLogBytes);
  if (!bytes.ok) return bytes;
  const verdict = verifyAuditFile(new TextDecoder().decode(bytes.value));
  if (!verdict.ok) return err(appError(verdict.error.code, `${path}: ${verdict.error.message}`));
  return ok({ ...verdict.value, signer: signerOf(verdict.value.publicKey) });
}

async function verifyFolder(
  io: CommandIo,
  path: string,
  passphraseFile: string | undefined,
): Promise<Result<Verified>> {
  const unlocked = await unlock(io, path, passphraseFile);
  if (!unlocked.ok) return unlocked;
  const { folder, key } = unlocked.value;
  try {
    const store = openWorkspace(io, 'audit', folder, key);
    if (!store.ok) return store;
    try {
      const last = store.value.audit.checkpoints().at(-1);
      return ok({ ...verifyStoreAudit(store.value), signer: last?.key ?? null, signedAt: last?.at ?? null });
    } finally {
      store.value.close();
    }
  } finally {
    key.wipe();
  }
}

function signerOf(publicKey: string): string | null {
  const keys = readPublicKeys(publicKey);
  return keys.ok ? (keys.value[0] ?? null) : null;
}

function asJson({ intact, entries, problem, signer, signedAt }: Verified, trusted: Trust): string {
  return printedJson({ audit: 1, intact, entries, problem, signer, signedAt, trusted });
}

function asText({ intact, entries, problem, signer, signedAt }: Verified, trusted: Trust): string {
  if (!intact) return `The log was tampered with: ${problem}`;
  const whole = `The log is whole: ${entries} entries`;
  if (signer === null) return `${whole}, no checkpoint is signed yet.`;
  const signed = `${whole}, last signed ${signedAt} by ${signer}`;
  if (trusted === null) return `${signed}. Whose key that is has to be known: --root checks it.`;
  return trusted ? `${signed}, a key that you trust.` : `${signed}, which is no key that you trust.`;
}
