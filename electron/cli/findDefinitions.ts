import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AppError, appError } from '../../shared/base/appError.ts';
import type { UncheckedFile } from '../../shared/diagnostics/checkedFile.ts';
import { mayBeDefinition, namesDefinition } from '../../shared/workflow/mayBeDefinition.ts';
import { formatOfName } from '../../shared/workflow/parseDocument.ts';
import { documentKind } from '../core/services/documentKind.ts';
import type { CommandIo } from './command.ts';
import { readTextOf } from './files.ts';
import { filesBelow } from './filesBelow.ts';
import { isWithin } from './readNamedFile.ts';

/** Bytes at the beginning of a file that is too large to be read, by which it is judged. */
const maxBeginning = 64 * 1024;

/** The files that a check is to read, and what it cannot: files, and folders without definitions. */
export interface FoundDefinitions {
  readonly files: readonly string[];
  readonly unchecked: readonly UncheckedFile[];
}

/** The files that are named, and the definitions below folders that are; in order of path, and each once. */
export async function findDefinitions(io: CommandIo, names: readonly string[]): Promise<FoundDefinitions> {
  const files = new Map<string, string>();
  const unchecked = new Map<string, UncheckedFile>();
  for (const name of names) {
    const found = (await isFolder(io, name)) ? await definitionsIn(io, name) : { files: [name], unchecked: [] };
    for (const file of found.files) files.set(placeOf(io, file), files.get(placeOf(io, file)) ?? file);
    for (const file of found.unchecked) unchecked.set(placeOf(io, file.path), file);
  }
  // A file that is named is checked whatever it looks like, and whoever checks it says why it cannot be.
  for (const place of files.keys()) unchecked.delete(place);
  return { files: [...files.values()], unchecked: [...unchecked.values()] };
}

function placeOf(io: CommandIo, name: string): string {
  return name === '-' ? name : resolve(io.folder, name);
}

async function isFolder(io: CommandIo, name: string): Promise<boolean> {
  if (name === '-') return false;
  return stat(resolve(io.folder, name)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function definitionsIn(io: CommandIo, folder: string): Promise<FoundDefinitions> {
  const below = await filesBelow(io, folder, (name) => documentKind(name) === 'workflow');
  if (!below.ok) return { files: [], unchecked: [{ path: folder, message: below.error.message }] };
  const unchecked = [...below.value.unreadable].map(([path, { message }]) => ({ path, message }));
  const files: string[] = [];
  for (const file of below.value.files) {
    const seen = await lookAt(io, folder, file);
    if (seen === 'definition') files.push(file);
    else if (seen !== 'other') unchecked.push({ path: file, message: seen.message });
  }
  if (files.length === 0 && unchecked.length === 0) {
    unchecked.push({ path: folder, message: `there are no definitions in ${folder}` });
  }
  return { files, unchecked };
}

/** What a file below a folder is, or why that cannot be told: what may be a definition is never passed by in silence. */
async function lookAt(io: CommandIo, folder: string, file: string): Promise<'definition' | 'other' | AppError> {
  // A stranger's link must not bring into a report what lies elsewhere on this machine.
  if (!(await isWithin(io, resolve(io.folder, folder), resolve(io.folder, file)))) {
    const message = `${file} is a link to a file outside of ${folder}; name that file to have it checked`;
    return appError('denied', message);
  }
  const text = await readTextOf(io, file);
  if (text.ok) return mayBeDefinition(text.value, formatOfName(file)) ? 'definition' : 'other';
  if (text.error.code !== 'limit') return text.error;
  const beginning = await beginningOf(resolve(io.folder, file));
  return beginning === null || namesDefinition(beginning) ? text.error : 'other';
}

/** The text that a large file begins with, or null where it is none. */
async function beginningOf(file: string): Promise<string | null> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(maxBeginning), 0, maxBeginning, 0);
    // A character may be cut in two at the end.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead), { stream: true });
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}
