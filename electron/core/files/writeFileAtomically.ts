import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';

/** Writes a file that a person picked: all of it or nothing, so that a full disk leaves what was there. */
export function writeFileAtomically(file: string, content: string | Uint8Array): Result<void> {
  const draft = join(dirname(file), `.drydock-${randomUUID()}.tmp`);
  try {
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
    return ok(undefined);
  } catch {
    rmSync(draft, { force: true });
    return err(
      appError(
        'unavailable',
        'The file cannot be written there; what was there before is unchanged.',
        'Pick another place.',
      ),
    );
  }
}
