import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, type Result } from '../../shared/base/result.ts';
import { decodeText } from '../../shared/workflow/decodeText.ts';
import { maxTextSize } from '../../shared/workflow/documentLimits.ts';

/** Reads a text file of bounded size. A message says what is wrong with it, without its path. */
export async function readTextFile(path: string): Promise<Result<string, AppError>> {
  try {
    // Without waiting for a writer where the path is a pipe.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile()) return err(appError('invalid-input', 'It is not a file.'));
      const buffer = new Uint8Array(Math.min(stats.size, maxTextSize) + 1);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return stats.size > maxTextSize ? tooLarge(stats.size) : decodeText(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(appError('unavailable', reason(error)));
  }
}

function tooLarge(size: number): Result<string, AppError> {
  const mebibytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
  const message = `The file is too large: ${mebibytes(size)} MiB, and at most ${mebibytes(maxTextSize)} MiB are read.`;
  return err(appError('limit', message));
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'There is no such file.';
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read.';
  if (code === 'ELOOP' || code === 'ENAMETOOLONG') return 'The path cannot be followed.';
  return `The file cannot be read${code === '' ? '' : ` (${code})`}.`;
}
