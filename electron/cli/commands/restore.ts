import { readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { workspaceFileName } from '../../../shared/contract/workspaceFile.ts';
import { isBackup } from '../../core/backup/backupManifest.ts';
import { restoreBackup } from '../../core/backup/restoreBackup.ts';
import { personName } from '../../core/personName.ts';
import { systemPorts } from '../../core/systemPorts.ts';
import { keyFileName, storeFileName } from '../../core/workspaceFolder.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { exactText } from '../exactText.ts';
import { readPlace } from '../files.ts';
import { passphraseFlag } from '../flags.ts';
import { readArguments } from '../readArguments.ts';
import { tell, unable } from '../tell.ts';
import { unlock } from '../unlock.ts';

const flags = {
  to: { value: 'FOLDER', help: 'Folder for the workspace; where the backup came from unless said.' },
  'passphrase-file': passphraseFlag,
} as const;

/** `drydock restore`: puts a backup back and moves aside what was there. */
export const restoreCommand: Command = {
  name: 'restore',
  args: 'BACKUP',
  summary: 'Puts a backup back where it came from, or into FOLDER. What is there is moved aside, never removed.',
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'restore', read.error);
    const { flags: said, rest } = read.value;
    const [path, ...more] = rest;
    if (path === undefined || more.length > 0) return unable(io, 'restore', { message: 'give one backup' });
    const to = said.to === undefined ? ok(null) : await destination(io, said.to);
    if (!to.ok) return unable(io, 'restore', to.error);
    const place = await readPlace(io, path);
    if (!place.ok) return unable(io, 'restore', place.error);
    if (!(await isBackup(place.value))) return unable(io, 'restore', { message: `${path} is not a backup` });
    const unlocked = await unlock(io, path, said['passphrase-file']);
    if (!unlocked.ok) return unable(io, 'restore', unlocked.error);
    const { folder: backup, key } = unlocked.value;
    try {
      const folderNamed = to.value;
      const restored = await restoreBackup({
        backup,
        key,
        ports: systemPorts,
        who: personName(),
        ...(folderNamed !== null && { destinationOf: () => folderNamed }),
      });
      if (!restored.ok) return unable(io, 'restore', restored.error);
      const { folder, movedAside } = restored.value;
      io.out(exactText(io, `${folder}\n`));
      if (movedAside !== null) tell(io, 'restore', `what was there is now ${movedAside}`);
      return exitStatus.fine;
    } finally {
      key.wipe();
    }
  },
};

/**
 * The folder that a person names for the workspace. What is there would be moved aside: a workspace may be, but not whatever
 * a slip names, their home or the folder that they are in.
 */
async function destination(io: CommandIo, name: string): Promise<Result<string>> {
  const folder = resolve(io.folder, name);
  const names = await namesIn(folder);
  if (names === null) return err(appError('conflict', `${name} is no folder that a workspace can be put into`));
  const isFree =
    names.length === 0 || [storeFileName, keyFileName, workspaceFileName].some((file) => names.includes(file));
  return isFree
    ? ok(folder)
    : err(appError('conflict', `${name} holds something else than a workspace; name a folder that is not there yet`));
}

/** The names in a folder, none where it is not there yet; null where something else is in its place. */
function namesIn(folder: string): Promise<readonly string[] | null> {
  return readdir(folder).catch(({ code }: NodeJS.ErrnoException) => (code === 'ENOENT' ? [] : null));
}
