import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { base64Schema } from '../../shared/contract/values.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

/** `key.json` beside a store: what wraps its key. The passphrase kind is core's, which writes and reads the rest of it. */
const keyFileSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('keychain'), backend: z.string(), wrapped: base64Schema }),
  z.looseObject({ kind: z.literal('passphrase') }),
]);

/** A key file, checked. */
export type KeyFile = z.infer<typeof keyFileSchema>;
/** The kind of key file that main writes. */
export type KeychainKeyFile = Extract<KeyFile, { kind: 'keychain' }>;

const damaged = appError(
  'integrity',
  'The key file of this workspace is damaged, so its store cannot be opened.',
  'Put key.json back from a backup; nothing was changed.',
);

function keyFile(folder: string): string {
  return join(folder, 'key.json');
}

/** The key file in `folder`; null where there is none. */
export function readKeyFile(folder: string): Result<KeyFile | null, AppError> {
  if (!existsSync(keyFile(folder))) return ok(null);
  try {
    return ok(keyFileSchema.parse(JSON.parse(readFileSync(keyFile(folder), 'utf8'))));
  } catch {
    return err(damaged);
  }
}

/** Writes the key file of a new workspace. */
export function writeKeyFile(folder: string, content: KeychainKeyFile): void {
  writeFileAtomically(keyFile(folder), JSON.stringify(content));
}
