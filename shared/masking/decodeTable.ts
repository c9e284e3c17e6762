import { appError } from '../base/appError.ts';
import { err, ok, type Result } from '../base/result.ts';

/** The text of a data set's file, which has to be UTF-8 (RFC 3629). */
export function decodeTable(bytes: Uint8Array): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err(appError('invalid-input', 'The file is not valid UTF-8 text; save it as UTF-8 and try again.'));
  }
}
