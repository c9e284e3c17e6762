import { format } from '@cfworker/json-schema';
import { RE2JS } from 're2js';
import { err, ok, type Result } from '../base/result.ts';

/** Whether a schema's pattern is found in a text, in linear time. The error is a sentence. */
export function linearPattern(pattern: string): Result<(text: string) => boolean, string> {
  try {
    const expression = RE2JS.compile(pattern);
    return ok((text) => expression.matcher(text).find());
  } catch {
    return err(`The schema's pattern '${pattern}' cannot be checked in linear time (RE2 syntax).`);
  }
}

/** Puts a pattern into the validator's table of formats, its only hook; the same pattern is always the same format. */
export function linearFormat(pattern: string): Result<string, string> {
  const name = `pattern ${pattern}`;
  if (Object.hasOwn(format, name)) return ok(name);
  const matches = linearPattern(pattern);
  if (!matches.ok) return matches;
  format[name] = matches.value;
  return ok(name);
}
