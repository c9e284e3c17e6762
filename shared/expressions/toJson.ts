import type { Json } from '../base/json.ts';
import { isDecimal } from './decimal.ts';
import type { Value } from './value.ts';

/** A value as plain JSON for those outside: kept literals become doubles, what is not finite becomes what jq prints. */
export function toJson(value: Value): Json {
  if (isDecimal(value)) return value.double;
  if (typeof value === 'number' && !Number.isFinite(value)) return finite(value);
  return value as Json;
}

function finite(value: number): number | null {
  if (Number.isNaN(value)) return null;
  return value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
}
