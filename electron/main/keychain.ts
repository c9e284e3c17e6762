import { safeStorage } from 'electron';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { KeychainKeyFile } from './keyFile.ts';

const refused = appError(
  'unavailable',
  'The system keychain does not open the key of this workspace.',
  'Unlock the keychain of the account that made the workspace, then open it again; nothing was changed.',
);

const secretRefused = appError(
  'unavailable',
  'The system keychain does not open this secret.',
  'Unlock the keychain of the account that set it, or set the secret again.',
);

/** Backends of Chromium on Linux that encrypt with a key that everybody knows. */
const weakBackends = new Set(['basic_text', 'unknown']);

function backendName(): string {
  if (process.platform === 'darwin') return 'keychain';
  return process.platform === 'win32' ? 'dpapi' : safeStorage.getSelectedStorageBackend();
}

/** Name of the system's keychain; null where there is none that protects anything. Only after Electron is ready. */
export function keychainBackend(): string | null {
  const name = backendName();
  return safeStorage.isEncryptionAvailable() && !weakBackends.has(name) ? name : null;
}

/** Chromium marks with `v10` on Linux what it encrypted with the key that everybody knows. */
function isWeak(ciphertext: Buffer): boolean {
  return process.platform === 'linux' && !ciphertext.subarray(0, 3).equals(Buffer.from('v11'));
}

/** Seals a text by the keychain; null where there is none. */
export function sealByKeychain(text: string): Buffer | null {
  if (keychainBackend() === null) return null;
  const ciphertext = safeStorage.encryptString(text);
  return isWeak(ciphertext) ? null : ciphertext;
}

/** Wraps a store's key (base64) by the keychain; null where there is none. */
export function wrapKey(key: string): KeychainKeyFile | null {
  const backend = keychainBackend();
  const wrapped = sealByKeychain(key);
  return backend === null || wrapped === null
    ? null
    : { kind: 'keychain', backend, wrapped: wrapped.toString('base64') };
}

/** The key in a key file, in base64. */
export function unwrapKey(file: KeychainKeyFile): Result<string, AppError> {
  return unseal(Buffer.from(file.wrapped, 'base64'), refused);
}

/** The text that {@link sealByKeychain} sealed. */
export function openByKeychain(ciphertext: Buffer): Result<string, AppError> {
  return unseal(ciphertext, secretRefused);
}

function unseal(ciphertext: Buffer, refusal: AppError): Result<string, AppError> {
  if (keychainBackend() === null) return err(refusal);
  try {
    return ok(safeStorage.decryptString(ciphertext));
  } catch {
    return err(refusal);
  }
}
