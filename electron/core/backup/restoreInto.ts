import { join } from 'node:path';
import type { z } from 'zod';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { internalMethods } from '../../../shared/contract/coreProtocol.ts';
import type { Surroundings } from '../session.ts';
import { unlockFolder } from '../workspaceFolder.ts';
import { isBackup } from './backupManifest.ts';
import { restoreBackup } from './restoreBackup.ts';

type Internal = (typeof internalMethods)['internal.restore'];

/** Puts a backup into the folder of its workspace among the others: what the window asks of a core without an open store. */
export async function restoreInto(
  { backup, passphrase, workspaces }: z.output<Internal['input']>,
  { ports, who, emit }: Surroundings,
): Promise<Result<z.output<Internal['output']>>> {
  if (!(await isBackup(backup))) {
    return err(appError('invalid-input', 'This folder is not a backup: it has no backup.json.'));
  }
  const progress = (text: string | null): void => emit('work.progress', { work: 'restore', text });
  progress('Opening the backup with its passphrase…');
  const key = await unlockFolder(backup, passphrase);
  try {
    if (!key.ok) return key;
    const destinationOf = (id: string): string => join(workspaces, id);
    const restored = await restoreBackup({ backup, key: key.value, ports, who, destinationOf, progress });
    if (!restored.ok) return restored;
    const { workspace, movedAside } = restored.value;
    return ok({ id: workspace, movedAside: movedAside !== null });
  } finally {
    if (key.ok) key.value.wipe();
    progress(null);
  }
}
