import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Login } from '../core/sealing/registryLogin.ts';
import type { CommandIo } from './command.ts';
import { readSmallText } from './files.ts';

/** The flags of a login, as {@link readArguments} takes them. */
export const loginFlags = { username: 'value', 'password-file': 'value' } as const;

/**
 * The login for a registry; null where none is given. The password comes from a file or standard input, never from an
 * argument, which everybody on the machine can see; one line end behind it does not count.
 */
export async function readLogin(
  io: CommandIo,
  flags: { readonly username?: string; readonly 'password-file'?: string },
): Promise<Result<Login | null>> {
  const { username, 'password-file': file } = flags;
  if (username === undefined && file === undefined) return ok(null);
  if (username === undefined || file === undefined) {
    return err(
      appError('invalid-input', 'give both --username and --password-file (- for standard input), or neither'),
    );
  }
  // Basic (RFC 7617) ends the name at the first colon.
  if (username === '' || /[:\p{Cc}]/u.test(username)) {
    return err(appError('invalid-input', '--username takes a name without colons and control characters'));
  }
  const text = await readSmallText(io, file);
  if (!text.ok) return text;
  const password = text.value.replace(/\r?\n$/, '');
  return password === '' ? err(appError('invalid-input', `${file} holds no password`)) : ok({ username, password });
}
