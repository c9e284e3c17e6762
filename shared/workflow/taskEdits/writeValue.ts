import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { Format } from '../document.ts';
import { writeText } from '../writeSnippet.ts';

/** A value as lines of YAML in block style, the first without indentation, the others with `indent` blanks before them. */
export function writeBlock(value: JsonObject, indent: number): string {
  return Object.entries(value)
    .map(([key, entry]) => `${writeText(key, 'yaml')}:${blockValue(entry, indent)}`)
    .join(`\n${' '.repeat(indent)}`);
}

function blockValue(value: Json, indent: number): string {
  if (isJsonObject(value) && Object.keys(value).length > 0) {
    return `\n${' '.repeat(indent + 2)}${writeBlock(value, indent + 2)}`;
  }
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item: Json) => `\n${' '.repeat(indent + 2)}- ${listItem(item, indent + 4)}`).join('');
  }
  return ` ${writeInline(value, 'yaml')}`;
}

function listItem(item: Json, indent: number): string {
  return isJsonObject(item) ? writeBlock(item, indent) : writeInline(item, 'yaml');
}

/** A value on one line, in brackets where it has parts. */
export function writeInline(value: Json, format: Format): string {
  if (typeof value === 'string') return writeText(value, format);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => writeInline(item, format)).join(', ')}]`;
  const entries = Object.entries(value).map(
    ([key, entry]) => `${writeText(key, format)}: ${writeInline(entry, format)}`,
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A value as JSON over several lines, all but the first with `indent` blanks more before them. */
export function writeLines(value: Json, indent: number): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(indent)}`);
}
