import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { SealedText } from '../../shared/bundle/seal.ts';
import { maxTextSize } from '../../shared/workflow/documentLimits.ts';
import type { Surroundings } from '../core/rehearsal/gatherTexts.ts';
import { documentKind } from '../core/services/documentKind.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './files.ts';
import { isPlainFile, isWithin, readNamedFile } from './readNamedFile.ts';

/** Most files of a folder that are looked through for workflows. */
const maxFiles = 1_000;
/** Most bytes of theirs that are read. */
const maxBytes = 64 * 1024 * 1024;

/** What the definition in a file may read and run: files below its folder or ours, and the workflows in its folder. */
export function aroundDefinition(io: CommandIo, definition: string): Surroundings {
  const folder = resolve(io.folder, dirname(definition));
  return {
    readFile: (name) => readNamedFile(io, { kind: 'workflow', folder }, name),
    async findWorkflows(mayBeWanted) {
      const beside = await workflowsBeside(io, definition, mayBeWanted);
      return beside.ok ? ok(beside.value.map(({ text }) => text)) : beside;
    },
  };
}

/** The workflows in the folder of a definition that pass a first look, by their file names. */
export async function workflowsBeside(
  io: CommandIo,
  definition: string,
  mayBeWanted: (text: string) => boolean,
): Promise<Result<readonly SealedText[]>> {
  const folder = resolve(io.folder, dirname(definition));
  const files = await workflowFiles(io, folder, resolve(io.folder, definition));
  if (!files.ok) return files;
  const workflows: SealedText[] = [];
  for (const file of files.value) {
    // One that cannot be read is no workflow that this one could run.
    const text = await readTextOf(io, file);
    if (text.ok && mayBeWanted(text.value)) workflows.push({ name: basename(file), text: text.value });
  }
  return ok(workflows);
}

async function workflowFiles(io: CommandIo, folder: string, except: string): Promise<Result<string[]>> {
  const names = await readdir(folder).catch(() => []);
  const files = names
    .filter((name) => documentKind(name) === 'workflow')
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => file !== except);
  let bytes = 0;
  const readable: string[] = [];
  for (const file of files.slice(0, maxFiles + 1)) {
    if (!(await isPlainFile(file)) || !(await isWithin(io, folder, file))) continue;
    const { size } = await stat(file);
    if (size > maxTextSize) continue;
    bytes += size;
    readable.push(file);
  }
  if (bytes <= maxBytes && files.length <= maxFiles) return ok(readable);
  return err(appError('limit', `${folder} holds too many files to look for the workflows that this one runs`));
}
