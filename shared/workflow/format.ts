import { parseDocument as composeYaml } from 'yaml';
import type { AppError } from '../base/appError.ts';
import { appError } from '../base/appError.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { SourceDocument } from './document.ts';
import { parseDocument } from './parseDocument.ts';

/** The same definition, evenly laid out with its comments. A text with mistakes is left alone: `invalid-input`. */
export function formatDocument({ text, format, value, problems }: SourceDocument): Result<string, AppError> {
  if (problems.length > 0) {
    return err(appError('invalid-input', 'The text has mistakes; mend them first, then it can be laid out.'));
  }
  if (format === 'json') return ok(`${JSON.stringify(value, null, 2)}\n`);
  const document = composeYaml(text, { schema: 'core', version: '1.2', merge: false, uniqueKeys: false });
  const laidOut = document.toString({ lineWidth: 0, indent: 2 });
  const again = parseDocument(laidOut, 'yaml');
  const isSame = again.ok && JSON.stringify(again.value.value) === JSON.stringify(value);
  if (isSame) return ok(laidOut);
  return err(appError('invalid-input', 'The text cannot be laid out without changing what it says; it is left alone.'));
}
