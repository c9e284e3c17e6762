import type { AppError } from '../base/appError.ts';
import { appError } from '../base/appError.ts';

/** Largest definition that is read, in bytes of UTF-8 (and, as a cheap first test, in UTF-16 units). */
export const maxTextSize = 8 * 1024 * 1024;

/** Deepest nesting of maps and lists that is read. */
export const maxDepth = 256;

/** Most values that a text may stand for once its aliases are expanded. */
export const maxNodes = 250_000;

/** Most syntax problems that are reported for one text. */
export const maxProblems = 200;

/** Thrown by the readers to unwind; `parseDocument` turns it into the error value. */
export class LimitReached extends Error {
  readonly error: AppError;

  constructor(error: AppError) {
    super(error.message);
    this.error = error;
  }
}

/** The error for a text of `size`, or null where it is small enough. */
export function checkTextSize(size: number, maxSize = maxTextSize): AppError | null {
  if (size <= maxSize) return null;
  const mebibytes = (size / 1024 / 1024).toFixed(1);
  return appError(
    'limit',
    `The text is too large: ${mebibytes} MiB, and at most ${maxSize / 1024 / 1024} MiB are read.`,
  );
}

/** For nesting beyond {@link maxDepth}. */
export function depthError(): LimitReached {
  return new LimitReached(appError('limit', `The text is nested too deeply: at most ${maxDepth} levels are read.`));
}

/** For more than {@link maxNodes} values. */
export function nodesError(): LimitReached {
  return new LimitReached(appError('limit', `The text has too many values: at most ${maxNodes} are read.`));
}

/** For aliases that multiply to more than {@link maxNodes} values. */
export function aliasError(): LimitReached {
  return new LimitReached(
    appError('limit', `The aliases of the text expand to more than ${maxNodes} values; it is not read.`),
  );
}

/** For a text in quotes with more wrong escapes than anybody writes. */
export function escapesError(): LimitReached {
  return new LimitReached(
    appError('limit', 'A text in double quotes is full of escapes that do not exist; it is not read.'),
  );
}
