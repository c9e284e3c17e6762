import type { Json } from '../base/json.ts';
import { isDecimal } from './decimal.ts';
import { LimitReached } from './limitReached.ts';
import { copyObject, isArray, type MutableObject, putKey, type Value } from './value.ts';

/** Arrays and objects that a caller knows to be plain JSON, so that they need no second look. */
export interface KnownJson {
  has(value: object): boolean;
}

const nothingKnown: KnownJson = { has: () => false };

/**
 * A value as plain JSON for those outside: kept literals become doubles, numbers that are not finite what jq prints for them.
 * Gives the value itself where nothing is to be done. With a stack of its own, for values may be nested deeply.
 */
export function toJson(value: Value, known: KnownJson = nothingKnown): Json {
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (isDecimal(value)) return value.double;
  return isPlain(value, known) ? (value as Json) : copyPlain(value);
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

/** Nesting that is followed on the machine's stack; what is deeper waits until the rest is done. */
const maxRecursion = 64;

/** A look at all parts of one output. */
interface Walk {
  readonly known: KnownJson;
  readonly deeper: (Value & object)[];
  parts: number;
}

function isPlain(root: Value & object, known: KnownJson): boolean {
  const walk: Walk = { known, deeper: [root], parts: 0 };
  for (let next = walk.deeper.pop(); next !== undefined; next = walk.deeper.pop()) {
    if (!isPlainTo(maxRecursion, next, walk)) return false;
  }
  return true;
}

function isPlainTo(depth: number, value: Value & object, walk: Walk): boolean {
  if (walk.known.has(value)) return true;
  if (isDecimal(value)) return false;
  if (isArray(value)) {
    for (const child of value) if (!isPlainScalar(child) && !isPlainPart(depth, child, walk)) return false;
    return isBounded(walk, value.length);
  }
  let count = 0;
  for (const key in value) {
    const child = value[key] ?? null;
    if (!isPlainScalar(child) && !isPlainPart(depth, child, walk)) return false;
    count++;
  }
  return isBounded(walk, count);
}

function isPlainScalar(value: Value): boolean {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null;
}

function isPlainPart(depth: number, value: Value, walk: Walk): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > 0) return isPlainTo(depth - 1, value, walk);
  walk.deeper.push(value);
  return true;
}

function isBounded(walk: Walk, parts: number): true {
  walk.parts += parts;
  if (walk.parts <= maxParts) return true;
  throw new LimitReached('The expression was stopped: its output has too many parts.');
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
