import type { AppError } from '../base/appError.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { Format, SourceDocument } from './document.ts';
import { checkTextSize, LimitReached } from './documentLimits.ts';
import { readJson } from './readJson.ts';
import { readYaml } from './readYaml.ts';
import { sourceDocument } from './sourceTree.ts';

/** The notation that a text looks like: JSON where its first character opens an object or a list. */
export function sniffFormat(text: string): Format {
  return /^[\s\uFEFF]*[{[]/.test(text) ? 'json' : 'yaml';
}

/** What a file's name says of its notation: `.json` has to be JSON; undefined where the text decides. */
export function formatOfName(name: string): Format | undefined {
  return /\.json$/i.test(name) ? 'json' : undefined;
}

/**
 * Reads a text as YAML 1.2 (core schema) or strict JSON. A text with mistakes still gives what could be read, and
 * `problems`; only a text beyond the limits (size, nesting, number of values, expansion of aliases) is an error, `limit`.
 * Without a format, what looks like JSON and is none is YAML where YAML finds nothing wrong with it: its flow notation.
 */
export function parseDocument(text: string, format?: Format): Result<SourceDocument, AppError> {
  const read = readAs(text, format ?? sniffFormat(text));
  if (format !== undefined || !read.ok || read.value.format === 'yaml' || read.value.problems.length === 0) return read;
  const flow = readAs(text, 'yaml');
  return flow.ok && flow.value.problems.length === 0 ? flow : read;
}

function readAs(text: string, format: Format): Result<SourceDocument, AppError> {
  const tooLarge = checkTextSize(text.length);
  if (tooLarge !== null) return err(tooLarge);
  try {
    return ok(sourceDocument(text, format, format === 'json' ? readJson(text) : readYaml(text)));
  } catch (error) {
    if (error instanceof LimitReached) return err(error.error);
    throw error;
  }
}
