import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Ports } from '../../store/ports.ts';
import type { Store } from '../../store/store.ts';
import { auditTrail } from '../audit/auditTrail.ts';
import type { StoreKey } from '../keys/storeKey.ts';
import { keyFileName, openFolder, storeFileName } from '../workspaceFolder.ts';
import { backupManifestName, sealManifest } from './backupManifest.ts';
import { fileDigest } from './fileDigest.ts';

/** What a backup is made of. */
export interface BackupSource {
  /** The workspace's folder. */
  readonly folder: string;
  readonly store: Store;
  readonly key: StoreKey;
  readonly ports: Ports;
  /** Name of who makes the backup, for the audit log. */
  readonly who: string;
}

/**
 * Copies an open store, which this process holds alone, with its wrapped key into the new folder `destination`. The copy is as
 * encrypted as the store, and counts only once it has been opened and checked.
 */
export async function backupStore(source: BackupSource, destination: string): Promise<Result<void>> {
  if (await exists(destination)) {
    return err(appError('conflict', `There is something called '${basename(destination)}' already.`));
  }
  let partial: string | null = null;
  try {
    partial = await makeFolderBeside(destination);
    await copyParts(source, partial);
    const whole = verifyCopy(partial, source);
    if (whole.ok) await rename(partial, destination);
    return whole;
  } catch {
    return err(appError('unavailable', 'The backup cannot be written there.', 'Check the disk and try another place.'));
  } finally {
    if (partial !== null) await rm(partial, { recursive: true, force: true });
  }
}

/** Makes a folder for its owner alone that nobody has yet, to be renamed to `path` once what it holds is whole. */
export async function makeFolderBeside(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return mkdtemp(`${path}.partial-`);
}

async function copyParts({ folder, store, key, ports, who }: BackupSource, partial: string): Promise<void> {
  const audit = auditTrail(store, ports, who);
  audit.record('workspace.backup', `workspace:${store.workspace.id}`);
  audit.seal();
  // What is in the write-ahead log goes into the file first: the copy then is the whole store.
  store.checkpoint();
  const copy = join(partial, storeFileName);
  await copyFile(join(folder, storeFileName), copy, constants.COPYFILE_EXCL);
  await copyFile(join(folder, keyFileName), join(partial, keyFileName), constants.COPYFILE_EXCL);
  const facts = {
    backup: 1,
    workspace: { id: store.workspace.id, name: store.workspace.name },
    madeAt: ports.now().toISOString(),
    folder,
    digest: await fileDigest(copy),
  } as const;
  await writeFile(join(partial, backupManifestName), sealManifest(facts, key), { mode: 0o600, flag: 'wx' });
}

function verifyCopy(partial: string, { store, key, ports }: BackupSource): Result<void> {
  const opened = openFolder(partial, key, ports);
  if (!opened.ok) return opened;
  const same = opened.value.audit.last()?.hash === store.audit.last()?.hash;
  opened.value.close();
  return same ? ok(undefined) : err(appError('integrity', 'The backup does not hold what the store holds.'));
}

/** Whether there is anything under this name, a dangling link included. */
export async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
