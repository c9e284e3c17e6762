import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Login } from '../core/sealing/registryLogin.ts';
import type { CommandIo } from './command.ts';
import { readPassword } from './files.ts';

/** The flags of a login, as {@link readArguments} takes them. */
export const loginFlags = {
  username: { value: 'NAME', help: 'Name for a registry that asks for a login.' },
  'password-file': { value: 'F|-', help: 'File with its password; - for standard input.' },
} as const;

/**
 * The login for a registry; null where none is given. The password comes from a file or standard input, never from an
 * argument, which everybody on the machine can see.
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
  if (/[:\p{Cc}]/u.test(username)) {
    return err(appError('invalid-input', '--username takes a name without colons and control characters'));
  }
  const password = await readPassword(io, file);
  return password.ok ? ok({ username, password: password.value }) : password;
}
