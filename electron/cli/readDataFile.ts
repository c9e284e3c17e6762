import { appError } from '../../shared/base/appError.ts';
import type { Json } from '../../shared/base/json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { formatOfName, parseDocument } from '../../shared/workflow/parseDocument.ts';
import { type ReadFrom, readTextOf } from './files.ts';

/** Reads a JSON or YAML value from a file, or from standard input for `-`. */
export async function readDataFile(from: ReadFrom, name: string): Promise<Result<Json>> {
  const text = await readTextOf(from, name);
  if (!text.ok) return text;
  const document = parseDocument(text.value, formatOfName(name));
  if (!document.ok) return err(appError(document.error.code, `${name}: ${document.error.message}`));
  const [problem] = document.value.problems;
  if (problem !== undefined) return err(appError('invalid-input', `${name}: ${problem.message}`));
  return ok(document.value.value);
}
