import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CommandIo } from './command.ts';

/**
 * The name of the `policy.yaml` that stands beside a file, or null where there is none. A pipe or device of that name is
 * none: nobody named it, and it might be waited for without end.
 */
export async function policyBeside(io: Pick<CommandIo, 'folder'>, file: string): Promise<string | null> {
  const name = file === '-' ? 'policy.yaml' : join(dirname(file), 'policy.yaml');
  return stat(resolve(io.folder, name)).then(
    (found) => (found.isFile() || found.isDirectory() ? name : null),
    ({ code }: NodeJS.ErrnoException) => (code === 'ENOENT' || code === 'ENOTDIR' ? null : name),
  );
}
