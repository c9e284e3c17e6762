import { fail } from './failure.ts';
import type { Value } from './value.ts';

/** Reads one JSON value. */
export function parseJson(text: string): Value {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return fail(`Invalid JSON (while parsing '${text}')`);
  }
}
