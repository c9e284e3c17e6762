import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { StoreKey } from '../core/keys/storeKey.ts';
import { storeFileName, unlockFolder } from '../core/workspaceFolder.ts';
import type { CommandIo } from './command.ts';
import { readPassword, readPlace } from './files.ts';

/** A workspace or backup that a person named, and its key. */
export interface UnlockedFolder {
  /** Absolute, links followed. */
  readonly folder: string;
  readonly key: StoreKey;
}

/**
 * Unlocks the workspace or backup in the folder named. The passphrase comes from a file or standard input, never from an
 * argument, and is asked for only where there is something that it could open.
 */
export async function unlock(
  io: CommandIo,
  name: string,
  passphraseFile: string | undefined,
): Promise<Result<UnlockedFolder>> {
  const place = await readPlace(io, name);
  if (!place.ok) return place;
  if (!(await isFile(join(place.value, storeFileName)))) {
    return err(appError('not-found', `there is no workspace in ${name}`));
  }
  if (passphraseFile === undefined) {
    return err(appError('invalid-input', 'give the passphrase with --passphrase-file F, or - for standard input'));
  }
  const passphrase = await readPassword(io, passphraseFile);
  if (!passphrase.ok) return passphrase;
  const key = await unlockFolder(place.value, passphrase.value);
  return key.ok ? ok({ folder: place.value, key: key.value }) : key;
}

function isFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
