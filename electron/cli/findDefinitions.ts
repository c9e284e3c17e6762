import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { documentKind } from '../core/services/documentKind.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './readDataFile.ts';

/** Most files of one folder that are looked at. */
const maxFiles = 10_000;
/** Members that every definition has; files of other kinds have the same endings. */
const members = [/["']?\bdocument["']?\s*:/, /["']?\bdo["']?\s*:/];

/** The files that a check is to read, and why folders have none, each one sentence. */
export interface FoundDefinitions {
  readonly files: readonly string[];
  readonly refused: readonly string[];
}

/** The files that are named, and the definitions below folders that are; in order of path. */
export async function findDefinitions(io: CommandIo, names: readonly string[]): Promise<FoundDefinitions> {
  const files = new Set<string>();
  const refused: string[] = [];
  for (const name of names) {
    const found = (await isFolder(io, name)) ? await definitionsIn(io, name) : ok([name]);
    if (!found.ok) refused.push(found.error.message);
    else for (const file of found.value) files.add(file);
  }
  return { files: [...files], refused };
}

async function isFolder(io: CommandIo, name: string): Promise<boolean> {
  if (name === '-') return false;
  return stat(resolve(io.folder, name)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function definitionsIn(io: CommandIo, folder: string): Promise<Result<readonly string[]>> {
  const files = await filesBelow(io, folder);
  if (files === null) return err(appError('not-found', `${folder} cannot be read`));
  if (files.length > maxFiles)
    return err(appError('limit', `${folder} holds more than ${maxFiles} files; name a folder in it`));
  const found: string[] = [];
  for (const file of files) {
    const text = await readTextOf(io, file);
    // What cannot be read is named like a definition, and the check says why.
    if (!text.ok || members.every((member) => member.test(text.value))) found.push(file);
  }
  return found.length > 0 ? ok(found) : err(appError('not-found', `there are no definitions in ${folder}`));
}

/** Files with the name of a workflow, but for hidden folders and packages; null where a folder cannot be read. */
async function filesBelow(io: CommandIo, folder: string): Promise<readonly string[] | null> {
  try {
    const names = await readdir(resolve(io.folder, folder), { recursive: true });
    return names
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => documentKind(name) === 'workflow' && !/(^|\/)(\.|node_modules\/)/.test(name))
      .sort()
      .map((name) => join(folder, name));
  } catch {
    return null;
  }
}
