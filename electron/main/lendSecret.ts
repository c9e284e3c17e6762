import { z } from 'zod';
import type { AppError } from '../../shared/base/appError.ts';
import { ok, type Result } from '../../shared/base/result.ts';
import type { AskCore } from './askCore.ts';
import { openByKeychain } from './keychain.ts';

const loginSchema = z.object({ login: z.object({ secret: z.string() }) });

/**
 * Before a call that logs in somewhere goes on to core: what the keychain sealed of its password, only main can open. Core
 * gets it for this once; what the store's key sealed it opens by itself.
 */
export async function lendSecret(ask: AskCore, input: unknown): Promise<Result<void, AppError>> {
  const named = loginSchema.safeParse(input);
  if (!named.success) return ok(undefined);
  const name = named.data.login.secret;
  const sealed = await ask('internal.sealedSecret', { name });
  if (!sealed.ok) return sealed;
  if (sealed.value.ciphertext === null) return ok(undefined);
  const value = openByKeychain(Buffer.from(sealed.value.ciphertext, 'base64'));
  if (!value.ok) return value;
  const lent = await ask('internal.lendSecret', { name, value: value.value });
  return lent.ok ? ok(undefined) : lent;
}
