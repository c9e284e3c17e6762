import { ok } from '../../../shared/base/result.ts';
import type { Pickers } from '../pickers.ts';
import type { StoreSession } from '../storeSession.ts';
import type { HandlersOf } from './mainHandlers.ts';

/** Backups of whole workspaces: the person picks where in a dialog of the system, the page never learns. */
export function backupHandlers(
  session: StoreSession,
  pickers: Pickers,
): HandlersOf<'workspace.backup' | 'workspace.restore'> {
  return {
    'workspace.backup': async ({ passphrase }) => {
      const { workspace } = await session.status();
      const destination = await pickers.fileToWrite('Back up workspace', backupName(workspace?.name ?? ''));
      if (destination === null) return ok({ written: false });
      const made = await session.backup(destination, passphrase);
      return made.ok ? ok({ written: true }) : made;
    },
    'workspace.restore': async ({ passphrase }) => {
      const backup = await pickers.folder('Restore backup');
      return backup === null ? ok(null) : session.restore(backup, passphrase);
    },
  };
}

/** What every file system takes of a workspace's name, and the day. */
function backupName(workspace: string): string {
  const plain = workspace.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
  return `${plain === '' ? 'workspace' : plain}-backup-${new Date().toISOString().slice(0, 10)}`;
}
