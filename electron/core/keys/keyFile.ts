import { argon2, createCipheriv, createDecipheriv } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { z } from 'zod';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { keyLength } from '../../store/database.ts';
import type { Ports } from '../../store/ports.ts';
import { type StoreKey, storeKey } from './storeKey.ts';

/**
 * `key.json` of a store that a passphrase protects: the key, wrapped by AES-256-GCM under a key that Argon2id derives. The
 * bounds keep a hostile file from asking for all memory (at most 1 GiB) or for hours.
 */
const keyFileSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('passphrase'),
  argon2id: z.strictObject({
    /** KiB. */
    memory: z.int().min(19_456).max(1_048_576),
    passes: z.int().min(1).max(10),
    parallelism: z.int().min(1).max(16),
    salt: z.base64().min(22).max(88),
  }),
  nonce: z.base64().length(16),
  wrapped: z.base64().length(64),
});
type KeyFile = z.infer<typeof keyFileSchema>;

/** Second recommended option of RFC 9106, section 4: 64 MiB, three passes, four lanes, 128-bit salt. */
const parameters = { memory: 65_536, passes: 3, parallelism: 4 };
const saltLength = 16;
const nonceLength = 12;
const tagLength = 16;
const maxFileSize = 4_096;

const derive = promisify(argon2);

/** Wraps the key by a passphrase and writes the file, all of it or nothing. */
export async function writeKeyFile(file: string, key: StoreKey, passphrase: string, ports: Ports): Promise<void> {
  const salt = ports.random(saltLength);
  const nonce = ports.random(nonceLength);
  const argon2id = { ...parameters, salt: Buffer.from(salt).toString('base64') };
  const wrappingKey = await wrappingKeyOf(passphrase, argon2id);
  try {
    const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce);
    const wrapped = key.use((bytes) => Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
    const content: KeyFile = {
      version: 1,
      kind: 'passphrase',
      argon2id,
      nonce: Buffer.from(nonce).toString('base64'),
      wrapped: wrapped.toString('base64'),
    };
    await writeFile(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(`${file}.new`, file);
  } finally {
    wrappingKey.fill(0);
  }
}

/** Unwraps the key. `denied` for a wrong passphrase, `integrity` for a damaged file, `not-found` where there is none. */
export async function readKeyFile(file: string, passphrase: string): Promise<Result<StoreKey>> {
  const content = await readContent(file);
  if (!content.ok) return content;
  const { argon2id, nonce, wrapped } = content.value;
  const wrappingKey = await wrappingKeyOf(passphrase, argon2id);
  try {
    const sealed = Buffer.from(wrapped, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', wrappingKey, Buffer.from(nonce, 'base64'));
    decipher.setAuthTag(sealed.subarray(keyLength, keyLength + tagLength));
    const key = Buffer.concat([decipher.update(sealed.subarray(0, keyLength)), decipher.final()]);
    return ok(storeKey(key));
  } catch {
    return err(appError('denied', 'This passphrase does not open the store.'));
  } finally {
    wrappingKey.fill(0);
  }
}

async function readContent(file: string): Promise<Result<KeyFile>> {
  let text: string;
  try {
    if ((await stat(file)).size > maxFileSize) return err(damaged);
    text = await readFile(file, 'utf8');
  } catch {
    return err(appError('not-found', 'There is no key file beside the store, so no passphrase opens it.'));
  }
  const parsed = keyFileSchema.safeParse(parseJson(text));
  if (parsed.success) return ok(parsed.data);
  return err(hasOtherKind(text) ? otherKind : damaged);
}

const damaged = appError(
  'integrity',
  'The key file beside the store is damaged, so the key cannot be unwrapped.',
  'Put key.json back from a backup.',
);
const otherKind = appError(
  'denied',
  "The store's key is kept by the system's keychain: only the window opens it.",
  'Export the audit log from the window and verify the file.',
);

function hasOtherKind(text: string): boolean {
  return z.object({ kind: z.literal('keychain') }).safeParse(parseJson(text)).success;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The same passphrase typed on another system gives the same bytes: NFC, then UTF-8. */
function wrappingKeyOf(
  passphrase: string,
  { salt, memory, passes, parallelism }: KeyFile['argon2id'],
): Promise<Buffer> {
  return derive('argon2id', {
    message: Buffer.from(passphrase.normalize('NFC')),
    nonce: Buffer.from(salt, 'base64'),
    memory,
    passes,
    parallelism,
    tagLength: keyLength,
  });
}
