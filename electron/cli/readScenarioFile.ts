import { realpath } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, type Result } from '../../shared/base/result.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './readDataFile.ts';

/**
 * Reads a file that a scenario in `folder` names, relative to it. A scenario may be a stranger's and what it reads ends up
 * in a trace: so nothing is read but what is below its folder or below the one where the command runs.
 */
export async function readScenarioFile(io: CommandIo, folder: string, name: string): Promise<Result<string>> {
  const file = resolve(folder, name);
  const real = await realpath(file).catch(() => file);
  for (const allowed of [folder, io.folder]) {
    if (isBelow(await realpath(allowed).catch(() => allowed), real)) return readTextOf({ ...io, folder }, plain(name));
  }
  return err(appError('denied', `${name} is outside the scenario's folder, and a scenario may not read it`));
}

function isBelow(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return resolve(folder, path) === file && !/^\.\.([\\/]|$)/.test(path) && path !== '';
}

/** A file of this name, never standard input. */
function plain(name: string): string {
  return name === '-' ? './-' : name;
}
