import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { CommandIo } from './command.ts';
import { readProblem } from './files.ts';

/** Most entries below one folder that are looked at, and most files that are taken. */
const maxEntries = 200_000;
const maxFiles = 10_000;

/** What lies below a folder. */
export interface FilesBelow {
  /** Paths from where the command runs, in order. */
  readonly files: readonly string[];
  /** Why folders in it cannot be read, by their paths. */
  readonly unreadable: ReadonlyMap<string, AppError>;
}

/**
 * The files below a folder with names that are wanted, but for hidden folders and `node_modules`. Links to folders are not
 * followed, which could lead round in a circle, and pipes and devices are passed by: one that nobody writes to would be waited for without end.
 */
export async function filesBelow(
  io: Pick<CommandIo, 'folder'>,
  folder: string,
  isWanted: (name: string) => boolean,
): Promise<Result<FilesBelow>> {
  const files: string[] = [];
  const unreadable = new Map<string, AppError>();
  const waiting = [folder];
  let seen = 0;
  for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
    const path = resolve(io.folder, here);
    const read = await entriesOf(path, here);
    if (!read.ok) unreadable.set(here, read.error);
    const entries = read.ok ? read.value : [];
    seen += entries.length;
    for (const entry of entries) {
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') {
        waiting.push(join(here, entry.name));
      } else if (isWanted(entry.name) && (await mayBeFile(path, entry))) files.push(join(here, entry.name));
    }
    if (seen > maxEntries || files.length > maxFiles) {
      const most = files.length > maxFiles ? `${maxFiles} files to look at` : `${maxEntries} files`;
      return err(appError('limit', `${folder} holds more than ${most}; name a folder in it`));
    }
  }
  return ok({ files: files.sort(), unreadable });
}

async function entriesOf(path: string, name: string): Promise<Result<readonly Dirent[]>> {
  try {
    return ok(await readdir(path, { withFileTypes: true }));
  } catch (problem) {
    return err(readProblem(name, problem));
  }
}

/** Whether an entry of a folder is a file, or a link to one. A link that leads nowhere is taken along: whoever reads it says so. */
export async function mayBeFile(folder: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return stat(join(folder, entry.name)).then(
    (target) => target.isFile(),
    () => true,
  );
}
