import type { Json } from '../base/json.ts';
import type { Range } from './document.ts';
import { lastPointerToken } from './pointer.ts';
import { closestName } from './schema/closestName.ts';
import type { PlainSchema } from './schema/optionFor.ts';

/** Which demand of the schema is not met; JSON Schema's names where it has one. */
export type SchemaKeyword =
  | 'type'
  | 'required'
  | 'oneOf'
  | 'additionalProperties'
  | 'enum'
  | 'format'
  | 'minimum'
  | 'maximum'
  | 'minItems'
  | 'minProperties'
  | 'maxProperties'
  | 'deprecated';

/** A part of a definition that the language does not allow. */
export interface SchemaProblem {
  /** JSON Pointer of the part; for a key that does not belong there, of its value. */
  readonly pointer: string;
  /** The exact key or value. */
  readonly range: Range;
  /** One sentence. */
  readonly message: string;
  readonly keyword: SchemaKeyword;
  /** What probably belongs at `range` instead. */
  readonly suggestion?: string;
}

/** How a message names the part at a pointer: `` `status` ``, `Item 2 of …`. */
export function subjectOf(pointer: string): string {
  if (pointer === '') return 'The definition';
  const token = lastPointerToken(pointer);
  if (!/^[0-9]+$/.test(token)) return `\`${clip(token)}\``;
  const list = lastPointerToken(pointer.slice(0, pointer.lastIndexOf('/')));
  return `Item ${Number(token) + 1} of \`${clip(list)}\``;
}

/** `a`, `b` or `c`, each in backticks. */
export function listNames(names: readonly string[], conjunction: string): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}

/** `; did you mean …?` or a full stop. */
export function hintFor(suggestion: string | null): string {
  return suggestion === null ? '.' : `; did you mean \`${suggestion}\`?`;
}

/** The name that was probably meant, as a problem carries it. */
export function suggestionFor(written: string, names: Iterable<string>): { readonly suggestion?: string } {
  const suggestion = closestName(written, names);
  return suggestion === null ? {} : { suggestion };
}

/** The first letter in upper case, for a name at the start of a sentence. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The problem's sentence where the JSON type is wrong. */
export function typeMessage(pointer: string, value: Json, options: readonly PlainSchema[]): string {
  const expected = [...new Set(options.map(typeName))];
  const last = expected.pop() ?? 'nothing';
  const wanted = expected.length === 0 ? last : `${expected.join(', ')} or ${last}`;
  if (value === null) return `${subjectOf(pointer)} is empty; it must be ${wanted}.`;
  const isBare = typeof value === 'number' || typeof value === 'boolean';
  const quotes = isBare && options.some(({ kind }) => kind === 'text') ? '; put it in quotes' : '';
  return `${subjectOf(pointer)} must be ${wanted}, not ${valueName(value)}${quotes}.`;
}

/** A key as a message shows it. */
export function clip(key: string): string {
  return key.length > 40 ? `${key.slice(0, 40)}…` : key;
}

function typeName(schema: PlainSchema): string {
  switch (schema.kind) {
    case 'text':
      return 'a text';
    case 'number':
      return schema.integer === true ? 'a whole number' : 'a number';
    case 'boolean':
      return 'true or false';
    case 'list':
      return 'a list';
    case 'any':
      return 'a value';
    case 'map':
    case 'entry':
    case 'object':
      return 'a map';
  }
}

function valueName(value: Exclude<Json, null>): string {
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a number with a fraction';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return Array.isArray(value) ? 'a list' : 'a map';
}
