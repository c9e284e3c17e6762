import { randomUUID } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';

/**
 * Writes a file that a person picked: all of it or nothing, so that a full disk leaves what was there. `what` begins the
 * sentence where it cannot be written. A device or pipe is refused, as a file would take its place. Only its owner may read
 * it, unless `keepsMode`: then who may read what was there may read what takes its place.
 */
export async function writeFileAtomically(
  file: string,
  content: string | Uint8Array,
  what = 'The file',
  { keepsMode = false }: { readonly keepsMode?: boolean } = {},
): Promise<Result<void>> {
  const target = await realpath(file).catch(() => file);
  const there = await stat(target).catch(() => null);
  if (there !== null && !there.isFile())
    return err(appError('invalid-input', `${what} was not written: there is something that is no file.`));
  // A rename asks only for the folder; who may not write the file must not replace it.
  if (there !== null && !(await mayWrite(target))) return err(notWritten(what, 'it may only be read'));
  const draft = join(dirname(target), `.drydock-${randomUUID()}.tmp`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(content);
      if (keepsMode && there !== null) await handle.chmod(there.mode & 0o777);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, target);
    return ok(undefined);
  } catch (problem) {
    // Where a file stands in the place of a folder there is none to remove either, and `force` lets only that pass which is not there.
    await rm(draft, { force: true }).catch(() => undefined);
    return err(writeProblem(problem, what));
  }
}

function mayWrite(file: string): Promise<boolean> {
  return access(file, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Why something could not be written, in one sentence. */
export function writeProblem(problem: unknown, what: string): AppError {
  const { code } = problem as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return notWritten(what, 'the disk is full');
  if (code === 'ENOENT' || code === 'ENOTDIR') return notWritten(what, 'there is no such folder');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return notWritten(what, 'this place does not let you write');
  }
  return notWritten(what, code ?? 'unknown cause');
}

function notWritten(what: string, why: string): AppError {
  const hint = 'What was there before is unchanged; choose another place.';
  return appError('unavailable', `${what} was not written: ${why}.`, hint);
}
