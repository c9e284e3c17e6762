import { constants } from 'node:fs';
import { copyFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { type WorkspaceFile, workspaceFileName } from '../../../shared/contract/workspaceFile.ts';
import { isInUse } from '../../store/database.ts';
import type { Ports } from '../../store/ports.ts';
import { auditTrail } from '../audit/auditTrail.ts';
import type { StoreKey } from '../keys/storeKey.ts';
import { keyFileName, openFolder, storeFileName } from '../workspaceFolder.ts';
import { type BackupFacts, damaged, readManifest } from './backupManifest.ts';
import { copyProblem, exists, makeFolderBeside } from './backupStore.ts';
import { fileDigest } from './fileDigest.ts';

/** What a restore did. */
export interface Restored {
  readonly folder: string;
  /** Id of the workspace. */
  readonly workspace: string;
  /** Where what was there before is now; null where nothing was. */
  readonly movedAside: string | null;
}

/** What a restore takes. */
export interface RestoreRequest {
  /** The backup's folder. */
  readonly backup: string;
  readonly key: StoreKey;
  readonly ports: Ports;
  /** Name of who restores, for the audit log. */
  readonly who: string;
  /** Where the workspace of this id goes; where the backup came from unless said. */
  readonly destinationOf?: (workspace: string) => string;
  /** Told in one sentence what is done next. */
  readonly progress?: (text: string) => void;
}

/**
 * Puts a backup back where it came from, or where `destinationOf` says. The copy is opened and checked before anything else is
 * touched, and what is there is moved aside, never removed.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Result<Restored>> {
  const { backup, key, ports } = request;
  const facts = await readManifest(backup, key);
  if (!facts.ok) return facts;
  const { workspace } = facts.value;
  const folder = request.destinationOf?.(workspace.id) ?? facts.value.folder;
  if (isInUse(join(folder, storeFileName))) {
    return err(appError('conflict', 'The workspace is open in Drydock.', 'Close it and restore again.'));
  }
  let partial: string | null = null;
  try {
    partial = await makeFolderBeside(folder);
    const copied = await copyChecked(request, partial, facts.value);
    if (!copied.ok) return copied;
    const movedAside = await moveAside(folder, ports.now());
    await putInPlace(partial, folder, movedAside);
    return ok({ folder, workspace: workspace.id, movedAside });
  } catch (problem) {
    return err(copyProblem(problem, 'The workspace'));
  } finally {
    if (partial !== null) await rm(partial, { recursive: true, force: true });
  }
}

async function copyChecked(
  { backup, key, ports, who, progress }: RestoreRequest,
  partial: string,
  { digest, workspace }: BackupFacts,
): Promise<Result<void>> {
  progress?.('Copying the backup…');
  for (const name of [storeFileName, keyFileName]) {
    if (!(await exists(join(backup, name)))) return err(damaged);
    await copyFile(join(backup, name), join(partial, name), constants.COPYFILE_EXCL);
  }
  progress?.('Checking the copy…');
  if ((await fileDigest(join(partial, storeFileName))) !== digest) return err(damaged);
  const opened = openFolder(partial, key, ports);
  if (!opened.ok) return opened;
  const store = opened.value;
  try {
    const audit = auditTrail(store, ports, who);
    audit.record('workspace.restore', `workspace:${store.workspace.id}`);
    audit.seal();
  } finally {
    store.close();
  }
  const description: WorkspaceFile = { name: workspace.name, openedAt: null, session: false };
  await writeFile(join(partial, workspaceFileName), JSON.stringify(description), { mode: 0o600, flush: true });
  return ok(undefined);
}

/** What was moved aside comes back where the restored folder cannot take its place. */
async function putInPlace(partial: string, folder: string, movedAside: string | null): Promise<void> {
  try {
    await rename(partial, folder);
  } catch (problem) {
    if (movedAside !== null) await rename(movedAside, folder);
    throw problem;
  }
}

async function moveAside(folder: string, now: Date): Promise<string | null> {
  if (!(await exists(folder))) return null;
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-');
  const aside = `${folder}.before-restore-${stamp}`;
  await rename(folder, aside);
  return aside;
}
