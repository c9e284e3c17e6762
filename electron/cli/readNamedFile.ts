import { realpath, stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { type ReadFrom, readTextOf } from './files.ts';

/**
 * Reads a file that a scenario or workflow in `folder` names, relative to it. Either may be a stranger's and what it reads
 * ends up in a trace: so nothing is read but what is below its folder or below the one where the command runs.
 */
export async function readNamedFile(
  io: ReadFrom,
  by: { readonly kind: 'scenario' | 'workflow'; readonly folder: string },
  name: string,
): Promise<Result<string>> {
  const file = resolve(by.folder, name);
  if (!(await isWithin(io, by.folder, file))) {
    return err(appError('denied', `${name} is outside the ${by.kind}'s folder, and a ${by.kind} may not read it`));
  }
  // A pipe would be waited for without end.
  if (!(await isPlainFile(file))) return err(appError('not-found', `${name} does not exist or is no file`));
  return readTextOf({ stdin: io.stdin, folder: by.folder }, plain(name));
}

/** Whether a file, symbolic links followed, is below a folder or below the one where the command runs. */
export async function isWithin(io: ReadFrom, folder: string, file: string): Promise<boolean> {
  const real = await realpath(file).catch(() => file);
  for (const allowed of [folder, io.folder]) {
    if (isBelow(await realpath(allowed).catch(() => allowed), real)) return true;
  }
  return false;
}

/** Whether there is a file, no folder, pipe or device. */
export async function isPlainFile(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return resolve(folder, path) === file && !/^\.\.([\\/]|$)/.test(path) && path !== '';
}

/** A file of this name, never standard input. */
function plain(name: string): string {
  return name === '-' ? './-' : name;
}
