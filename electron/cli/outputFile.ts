import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { CommandIo } from './command.ts';

/**
 * The path of a file that a command is to write. One that it reads is refused, by whatever name: a slip of the hand would
 * cost the raw data, the definition or the signing key.
 */
export async function outputFile(
  io: Pick<CommandIo, 'folder'>,
  flag: string,
  name: string,
  inputs: readonly (string | null | undefined)[],
): Promise<Result<string>> {
  if (name === '-') return err(appError('invalid-input', `${flag} takes the name of a file, not standard output`));
  const file = resolve(io.folder, name);
  const target = await realOf(file);
  for (const input of inputs) {
    if (input == null || input === '-' || (await realOf(resolve(io.folder, input))) !== target) continue;
    return err(appError('invalid-input', `${flag} names ${input}, which is read and would be lost; name another file`));
  }
  return ok(file);
}

function realOf(file: string): Promise<string> {
  return realpath(file).catch(() => file);
}
