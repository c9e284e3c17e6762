import { basename, join, resolve } from 'node:path';
import { ok, type Result } from '../../../shared/base/result.ts';
import { backupStore } from '../../core/backup/backupStore.ts';
import { personName } from '../../core/personName.ts';
import { systemPorts } from '../../core/systemPorts.ts';
import { type Command, type CommandIo, exitStatus } from '../command.ts';
import { exactText } from '../exactText.ts';
import { passphraseFlag } from '../flags.ts';
import { openWorkspace } from '../openWorkspace.ts';
import { readArguments } from '../readArguments.ts';
import { unable } from '../tell.ts';
import { type UnlockedFolder, unlock } from '../unlock.ts';

const flags = {
  out: {
    value: 'FOLDER',
    help: 'Folder for the copy, which must not be there yet; one beside you, named by the time, unless said.',
  },
  'passphrase-file': passphraseFlag,
} as const;

/** `drydock backup`: an encrypted copy of a workspace, verified by opening it. */
export const backupCommand: Command = {
  name: 'backup',
  args: 'WORKSPACE',
  summary: 'Copies a workspace, encrypted as it is, into a new folder, opens the copy, and prints where it is.',
  flags,
  async run(args, io) {
    const read = readArguments(args, flags);
    if (!read.ok) return unable(io, 'backup', read.error);
    const { flags: said, rest } = read.value;
    const [path, ...more] = rest;
    if (path === undefined || more.length > 0) return unable(io, 'backup', { message: 'give one workspace' });
    const unlocked = await unlock(io, path, said['passphrase-file']);
    if (!unlocked.ok) return unable(io, 'backup', unlocked.error);
    const { folder, key } = unlocked.value;
    try {
      const made = await backUp(io, unlocked.value, resolve(io.folder, said.out ?? defaultName(folder)));
      if (!made.ok) return unable(io, 'backup', made.error);
      io.out(exactText(io, `${made.value}\n`));
      return exitStatus.fine;
    } finally {
      key.wipe();
    }
  },
};

async function backUp(io: CommandIo, { folder, key }: UnlockedFolder, destination: string): Promise<Result<string>> {
  const store = openWorkspace(io, 'backup', folder, key);
  if (!store.ok) return store;
  try {
    const progress = (text: string): void => io.progress?.(text);
    const source = { folder, store: store.value, key, ports: systemPorts, who: personName(), progress };
    const made = await backupStore(source, destination);
    io.progress?.('');
    return made.ok ? ok(destination) : made;
  } finally {
    store.value.close();
  }
}

function defaultName(folder: string): string {
  const stamp = systemPorts.now().toISOString().replaceAll(/[:.]/g, '-');
  return join('.', `${basename(folder)}.backup-${stamp}`);
}
