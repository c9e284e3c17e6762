import { constants } from 'node:fs';
import { copyFile, lstat, mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { Ports } from '../../store/ports.ts';
import type { Store } from '../../store/store.ts';
import { storeError } from '../../store/storeError.ts';
import { auditTrail } from '../audit/auditTrail.ts';
import { writeProblem } from '../files/writeFileAtomically.ts';
import { writeKeyFile } from '../keys/keyFile.ts';
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
  /** Wraps the key in the backup; without one the workspace's own key file goes along as it is. */
  readonly passphrase?: string;
  /** Told in one sentence what is done next. */
  readonly progress?: (text: string) => void;
}

/**
 * Copies an open store, which this process holds alone, with its wrapped key into the new folder `destination`. The copy is as
 * encrypted as the store, and counts only once it has been opened and checked.
 */
export async function backupStore(source: BackupSource, destination: string): Promise<Result<void>> {
  const audit = auditTrail(source.store, source.ports, source.who);
  const subject = `workspace:${source.store.workspace.id}`;
  try {
    // Before the copy, so that the backup itself says when it was made.
    audit.record('workspace.backup', subject);
    audit.seal();
    const made = await writeBackup(source, destination);
    if (!made.ok) audit.record('workspace.backup.failed', subject);
    return made;
  } catch (problem) {
    return err(copyProblem(problem, 'The backup'));
  }
}

async function writeBackup(source: BackupSource, destination: string): Promise<Result<void>> {
  if (await exists(destination)) {
    return err(appError('conflict', `There is something called '${basename(destination)}' already.`));
  }
  let partial: string | null = null;
  try {
    partial = await makeFolderBeside(destination);
    await copyKey(source, join(partial, keyFileName));
    source.progress?.('Copying the store…');
    const lastEntry = await writeStoreCopy(source.store, join(partial, storeFileName));
    source.progress?.('Checking the copy…');
    const whole = verifyCopy(partial, lastEntry, source);
    if (!whole.ok) return whole;
    await describe(source, partial);
    await rename(partial, destination);
    return ok(undefined);
  } catch (problem) {
    return err(copyProblem(problem, 'The backup'));
  } finally {
    if (partial !== null) await rm(partial, { recursive: true, force: true });
  }
}

/** Why a store could not be copied, in one sentence that `what` begins; a bug is thrown on. */
export function copyProblem(problem: unknown, what: string): AppError {
  const ofStore = storeError(problem);
  if (ofStore !== null) return ofStore;
  if (problem instanceof Error && 'code' in problem) return writeProblem(problem, what);
  throw problem;
}

/** Makes a folder for its owner alone that nobody has yet, to be renamed to `path` once what it holds is whole. */
export async function makeFolderBeside(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return mkdtemp(`${path}.partial-`);
}

/** Writes what the backup says of itself, once the copy has been opened: its digest is that of the file on the disk. */
async function describe({ folder, store, key, ports }: BackupSource, partial: string): Promise<void> {
  const facts = {
    backup: 1,
    workspace: { id: store.workspace.id, name: store.workspace.name },
    madeAt: ports.now().toISOString(),
    folder,
    digest: await fileDigest(join(partial, storeFileName)),
  } as const;
  await writeFile(join(partial, backupManifestName), sealManifest(facts, key), {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
}

async function copyKey({ folder, key, ports, passphrase, progress }: BackupSource, file: string): Promise<void> {
  if (passphrase === undefined) return copyFile(join(folder, keyFileName), file, constants.COPYFILE_EXCL);
  progress?.('Wrapping the key by your passphrase…');
  return writeKeyFile(file, key, passphrase, ports);
}

/**
 * SQLite writes the copy itself. To read the store's file beside it would give up the store's lock: the locks of a process
 * end with the first handle that it closes (POSIX, fcntl). Gives the hash of the last entry of the log in the copy.
 */
async function writeStoreCopy(store: Store, file: string): Promise<string | undefined> {
  const handle = await open(file, 'wx', 0o600);
  try {
    store.copyTo(file);
    // Asked at once: others go on writing to the store, and to the log, while the copy is checked.
    const lastEntry = store.audit.last()?.hash;
    // SQLite leaves it to the caller (`VACUUM INTO`) to see the copy onto the disk.
    await handle.sync();
    return lastEntry;
  } finally {
    await handle.close();
  }
}

function verifyCopy(partial: string, lastEntry: string | undefined, { key, ports }: BackupSource): Result<void> {
  const opened = openFolder(partial, key, ports);
  if (!opened.ok) return opened;
  const same = opened.value.audit.last()?.hash === lastEntry;
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
