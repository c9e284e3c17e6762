import type { Json } from '../base/json.ts';
import { isDecimal } from './decimal.ts';
import { LimitReached } from './limitReached.ts';
import { copyObject, isArray, type MutableObject, putKey, type Value } from './value.ts';

/**
 * A value as plain JSON for those outside: kept literals become doubles, numbers that are not finite what jq prints for them.
 * Gives the value itself where nothing is to be done. With a stack of its own, for values may be nested deeply.
 */
export function toJson(value: Value): Json {
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (isDecimal(value)) return value.double;
  return isPlain(value) ? (value as Json) : copyPlain(value);
}

function scalar(value: null | boolean | number | string): Json {
  return typeof value === 'number' && !Number.isFinite(value) ? finite(value) : value;
}

function finite(value: number): number | null {
  if (Number.isNaN(value)) return null;
  return value > 0 ? Number.MAX_VALUE : -Number.MAX_VALUE;
}

/** Most parts of one output; a value that holds itself many times over has more of them than memory. */
const maxParts = 20_000_000;

function isPlain(root: Value): boolean {
  const pending: Value[] = [root];
  let parts = 0;
  for (let value = pending.pop(); value !== undefined; value = pending.pop()) {
    if (++parts > maxParts) throw new LimitReached('The expression was stopped: its output has too many parts.');
    if (typeof value === 'number' && !Number.isFinite(value)) return false;
    if (typeof value !== 'object' || value === null) continue;
    if (isDecimal(value)) return false;
    for (const child of isArray(value) ? value : Object.values(value)) {
      if (typeof child !== 'string') pending.push(child);
    }
  }
  return true;
}

function copyPlain(root: Value): Json {
  const top: Value[] = [root];
  const pending: (Value[] | MutableObject)[] = [top];
  const replace = (child: Value): Value => {
    if (typeof child !== 'object' || child === null) return scalar(child);
    if (isDecimal(child)) return child.double;
    const copy = isArray(child) ? [...child] : copyObject(child);
    pending.push(copy);
    return copy;
  };
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const [index, child] of next.entries()) next[index] = replace(child);
    else for (const [key, child] of Object.entries(next)) putKey(next, key, replace(child));
  }
  return (top[0] ?? null) as Json;
}
