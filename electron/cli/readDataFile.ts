import { appError } from '../../shared/base/appError.ts';
import type { Json } from '../../shared/base/json.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { decodeText } from '../../shared/workflow/decodeText.ts';
import { maxTextSize } from '../../shared/workflow/documentLimits.ts';
import { formatOfName, parseDocument } from '../../shared/workflow/parseDocument.ts';
import type { CommandIo } from './command.ts';
import { readBytes } from './files.ts';

/** Reads a text from a file, or from standard input for `-`. The message names the file. */
export async function readTextOf(io: CommandIo, name: string): Promise<Result<string>> {
  const bytes = await readBytes(io, name, maxTextSize);
  if (!bytes.ok) return bytes;
  const text = decodeText(bytes.value);
  return text.ok ? text : err(appError(text.error.code, `${name}: ${text.error.message}`));
}

/** Reads a JSON or YAML value from a file, or from standard input for `-`. */
export async function readDataFile(io: CommandIo, name: string): Promise<Result<Json>> {
  const text = await readTextOf(io, name);
  if (!text.ok) return text;
  const document = parseDocument(text.value, formatOfName(name));
  if (!document.ok) return err(appError(document.error.code, `${name}: ${document.error.message}`));
  const [problem] = document.value.problems;
  if (problem !== undefined) return err(appError('invalid-input', `${name}: ${problem.message}`));
  return ok(document.value.value);
}
