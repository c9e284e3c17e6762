import type { AppError } from '../base/appError.ts';
import { appError } from '../base/appError.ts';
import { err, ok, type Result } from '../base/result.ts';
import { checkTextSize, maxTextSize } from './documentLimits.ts';

/** Reads the bytes of a text as UTF-8, of a definition unless a size is said; a byte order mark is dropped. Says which of the usual mishaps it met. */
export function decodeText(bytes: Uint8Array, maxSize = maxTextSize): Result<string, AppError> {
  const tooLarge = checkTextSize(bytes.length, maxSize);
  if (tooLarge !== null) return err(tooLarge);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return err(appError('invalid-input', 'The file is in UTF-16; save it as UTF-8 and open it again.'));
  }
  if (bytes.includes(0)) {
    return err(appError('invalid-input', 'The file is not text: it contains NUL bytes, as binary files do.'));
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err(appError('invalid-input', 'The file is not valid UTF-8 text; save it as UTF-8 and open it again.'));
  }
}
