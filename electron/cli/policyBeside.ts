import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { CommandIo } from './command.ts';

/** The name of the `policy.yaml` that stands beside a file, or null where there is none. */
export async function policyBeside(io: CommandIo, file: string): Promise<string | null> {
  const name = file === '-' ? 'policy.yaml' : join(dirname(file), 'policy.yaml');
  return access(resolve(io.folder, name)).then(
    () => name,
    () => null,
  );
}
