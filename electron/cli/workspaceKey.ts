import { appError } from '../../shared/base/appError.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { StoreKey } from '../core/keys/storeKey.ts';
import { unlockFolder } from '../core/workspaceFolder.ts';
import type { CommandIo } from './command.ts';
import { readPassword } from './files.ts';

/** The key of the workspace or backup in `folder`. The passphrase comes from a file or standard input, never from an argument. */
export async function workspaceKey(
  io: CommandIo,
  folder: string,
  passphraseFile: string | undefined,
): Promise<Result<StoreKey>> {
  if (passphraseFile === undefined) {
    return err(appError('invalid-input', 'give the passphrase with --passphrase-file F, or - for standard input'));
  }
  const passphrase = await readPassword(io, passphraseFile);
  return passphrase.ok ? unlockFolder(folder, passphrase.value) : passphrase;
}
