import type { Json } from '../base/json.ts';

/** A value where a text is wanted: a text as it is, anything else as JSON. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same for what may be left out, or null. */
export function textOr(value: Json | undefined, fallback: string): string {
  return value === undefined || value === null ? fallback : textOf(value);
}
