import { appError } from '../../shared/base/appError.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { StoreKey } from '../core/keys/storeKey.ts';
import { unlockFolder } from '../core/workspaceFolder.ts';
import type { CommandIo } from './command.ts';
import { readSmallText } from './files.ts';

/**
 * The key of the workspace or backup in `folder`. The passphrase comes from a file or standard input, never from an
 * argument; one line end behind it does not count.
 */
export async function workspaceKey(
  io: CommandIo,
  folder: string,
  passphraseFile: string | undefined,
): Promise<Result<StoreKey>> {
  if (passphraseFile === undefined) {
    return err(appError('invalid-input', 'give the passphrase with --passphrase-file F, or - for standard input'));
  }
  const passphrase = await readSmallText(io, passphraseFile);
  return passphrase.ok ? unlockFolder(folder, passphrase.value.replace(/\r?\n$/, '')) : passphrase;
}
