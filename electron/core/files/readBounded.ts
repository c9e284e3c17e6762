import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';

/** Without waiting for a writer, as opening a named pipe otherwise does; Windows has neither the pipes nor the flag. */
const readFlags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a file of at most `limit` bytes. The size is measured on the open file and only a regular file is read:
 * a device or a pipe would never end.
 */
export async function readBounded(file: string, limit: number): Promise<Result<Uint8Array>> {
  try {
    const handle = await open(file, readFlags);
    try {
      const stat = await handle.stat();
      if (!stat.isFile()) return err(appError('invalid-input', 'This is not an ordinary file.'));
      if (stat.size > limit) return err(tooLarge(stat.size, limit));
      const bytes = await handle.readFile();
      return bytes.length > limit ? err(tooLarge(bytes.length, limit)) : ok(bytes);
    } finally {
      await handle.close();
    }
  } catch {
    return err(appError('not-found', 'The file is not there or cannot be read.'));
  }
}

function tooLarge(size: number, limit: number) {
  const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
  return appError('limit', `The file is too large: ${mebibytes(size)} MiB, and at most ${mebibytes(limit)} are read.`);
}
