import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { oneLine } from '../../shared/base/withoutControls.ts';
import { type CommandIo, type ExitStatus, exitStatus } from './command.ts';

/** Reads a file, or standard input for `-`, up to a number of bytes. */
export async function readBytes(io: CommandIo, name: string, maxBytes: number): Promise<Result<Uint8Array>> {
  if (name === '-') return readAll(io.stdin, 'standard input', maxBytes);
  try {
    const handle = await open(resolve(io.folder, name), 'r');
    try {
      const { size } = await handle.stat();
      if (size > maxBytes) return err(tooLarge(name, maxBytes));
      return await readAll(handle.createReadStream({ autoClose: false }), name, maxBytes);
    } finally {
      await handle.close();
    }
  } catch (problem) {
    return err(cannotRead(name, problem));
  }
}

/** Reads a small text file, such as a key. */
export async function readSmallText(io: CommandIo, name: string): Promise<Result<string>> {
  const bytes = await readBytes(io, name, 1024 * 1024);
  return bytes.ok ? ok(new TextDecoder().decode(bytes.value)) : bytes;
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

const tooLarge = (name: string, maxBytes: number): ReturnType<typeof appError> =>
  appError('limit', `${name} is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB`);

function cannotRead(name: string, problem: unknown): ReturnType<typeof appError> {
  const code = (problem as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return appError('not-found', `${name} does not exist`);
  if (code === 'EISDIR') return appError('invalid-input', `${name} is a folder`);
  if (code === 'EACCES') return appError('denied', `${name} may not be read`);
  return appError('unavailable', `${name} cannot be read (${code ?? 'unknown cause'})`);
}

/** Says why a command could not run, in one line. */
export function unable(io: CommandIo, command: string, error: { readonly message: string }): ExitStatus {
  io.error(oneLine(`drydock ${command}: ${error.message}`));
  return exitStatus.unable;
}
