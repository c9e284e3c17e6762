import { resolve } from 'node:path';
import { isBackup } from '../../core/backup/backupManifest.ts';
import { restoreBackup } from '../../core/backup/restoreBackup.ts';
import { personName } from '../../core/personName.ts';
import { systemPorts } from '../../core/systemPorts.ts';
import { type Command, exitStatus } from '../command.ts';
import { readArguments } from '../readArguments.ts';
import { tell, unable } from '../tell.ts';
import { workspaceKey } from '../workspaceKey.ts';

/** `drydock restore`: puts a backup back and moves aside what was there. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: 'restore BACKUP [--to FOLDER] [--passphrase-file F|-]',
  summary: 'Puts a backup back where it came from, or into FOLDER. What is there is moved aside, never removed.',
  async run(args, io) {
    const read = readArguments(args, { 'passphrase-file': 'value', to: 'value' });
    if (!read.ok) return unable(io, 'restore', read.error);
    const { flags, rest } = read.value;
    const [path, ...more] = rest;
    if (path === undefined || more.length > 0) return unable(io, 'restore', { message: 'give one backup' });
    const backup = resolve(io.folder, path);
    if (!(await isBackup(backup))) return unable(io, 'restore', { message: `${path} is not a backup` });
    const key = await workspaceKey(io, backup, flags['passphrase-file']);
    if (!key.ok) return unable(io, 'restore', key.error);
    try {
      const to = flags.to === undefined ? undefined : resolve(io.folder, flags.to);
      const restored = await restoreBackup({
        backup,
        key: key.value,
        ports: systemPorts,
        who: personName(),
        ...(to !== undefined && { destinationOf: () => to }),
      });
      if (!restored.ok) return unable(io, 'restore', restored.error);
      const { folder, movedAside } = restored.value;
      io.out(`${folder}\n`);
      if (movedAside !== null) tell(io, 'restore', `what was there is now ${movedAside}`);
      return exitStatus.fine;
    } finally {
      key.value.wipe();
    }
  },
};
