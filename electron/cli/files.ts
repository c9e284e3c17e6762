import { open, realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { decodeText } from '../../shared/workflow/decodeText.ts';
import { maxTextSize } from '../../shared/workflow/documentLimits.ts';
import type { CommandIo } from './command.ts';

/** Where files and standard input are read from. */
export type ReadFrom = Pick<CommandIo, 'stdin' | 'folder'>;

/** Most bytes of a key, a passphrase or a password. */
const maxSmallText = 1024 * 1024;

/** Standard inputs that were read: a second reader would find them empty and take that for what it was given. */
const drained = new WeakSet<ReadFrom['stdin']>();

/** Reads a file, or standard input for `-`, up to a number of bytes. */
export async function readBytes(from: ReadFrom, name: string, maxBytes: number): Promise<Result<Uint8Array>> {
  if (name === '-') return readStandardInput(from.stdin, maxBytes);
  try {
    const handle = await open(resolve(from.folder, name), 'r');
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) return err(tooLarge(name, maxBytes));
      return await readAll(handle.createReadStream({ autoClose: false }), name, maxBytes);
    } finally {
      await handle.close();
    }
  } catch (problem) {
    return err(readProblem(name, problem));
  }
}

/** Reads a text from a file, or from standard input for `-`. The message names the file. */
export async function readTextOf(from: ReadFrom, name: string, maxBytes = maxTextSize): Promise<Result<string>> {
  const bytes = await readBytes(from, name, maxBytes);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value, maxBytes);
  return text.ok ? text : err(appError(text.error.code, `${inWords(name)}: ${text.error.message}`));
}

/** Reads a small text, such as a key. */
export function readSmallText(from: ReadFrom, name: string): Promise<Result<string>> {
  return readTextOf(from, name, maxSmallText);
}

/** Reads a passphrase or password from a file, or from standard input for `-`; one line end behind it does not count. */
export async function readPassword(from: ReadFrom, name: string): Promise<Result<string>> {
  const text = await readSmallText(from, name);
  if (!text.ok) return text;
  const password = text.value.replace(/\r?\n$/, '');
  return password === '' ? err(appError('invalid-input', `${inWords(name)} is empty`)) : ok(password);
}

async function readStandardInput(stdin: ReadFrom['stdin'], maxBytes: number): Promise<Result<Uint8Array>> {
  if (drained.has(stdin)) {
    return err(appError('invalid-input', 'standard input can be read once; name a file for the other'));
  }
  drained.add(stdin);
  return readAll(stdin, inWords('-'), maxBytes);
}

/** A pipe or a device has no size to ask for, so that what comes is counted. */
async function readAll(source: AsyncIterable<Uint8Array>, name: string, maxBytes: number): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) return err(tooLarge(name, maxBytes));
    chunks.push(chunk);
  }
  return ok(Buffer.concat(chunks));
}

function inWords(name: string): string {
  return name === '-' ? 'standard input' : name;
}

function tooLarge(name: string, maxBytes: number): AppError {
  return appError('limit', `${name} is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB`);
}

/** The file or folder that a name leads to, links followed; one that is not there is an error that names it. */
export async function readPlace(from: Pick<ReadFrom, 'folder'>, name: string): Promise<Result<string>> {
  try {
    return ok(await realpath(resolve(from.folder, name)));
  } catch (problem) {
    return err(readProblem(name, problem));
  }
}

/** Why a file or folder cannot be read, in one sentence with its name. */
export function readProblem(name: string, problem: unknown): AppError {
  const { code } = problem as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return appError('not-found', `${name} does not exist`);
    case 'EISDIR':
      return appError('invalid-input', `${name} is a folder`);
    case 'EACCES':
    case 'EPERM':
      return appError('denied', `${name} may not be read`);
    case 'ELOOP':
      return appError('invalid-input', `${name} is a link that leads back to itself`);
    case 'ENAMETOOLONG':
      return appError('invalid-input', `${name.slice(0, 60)}… is longer than names of files can be`);
    default:
      return appError('unavailable', `${name} cannot be read (${code ?? 'unknown cause'})`);
  }
}
