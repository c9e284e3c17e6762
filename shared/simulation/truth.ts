import type { Json } from '../base/json.ts';

/** Whether a condition holds, as jq sees it: everything but `false` and `null` is true. */
export function isTruthy(value: Json): boolean {
  return value !== false && value !== null;
}
