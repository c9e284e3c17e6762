import { compareDecimals, isDecimal } from './decimal.ts';
import { fail } from './failure.ts';
import { LimitReached } from './limitReached.ts';
import type { Meter } from './meter.ts';
import {
  compareStrings,
  getKey,
  isArray,
  isObject,
  sortedKeysOf,
  toDouble,
  type Value,
  type ValueObject,
} from './value.ts';

/** Depth to which jq compares (`MAX_EQUAL_DEPTH` and `MAX_CMP_DEPTH` of jq 1.8). */
const maxDepth = 10_000;

/** Depth from which comparing goes on with a stack of its own, not the machine's. */
const recursionDepth = 200;

/** Where each type stands in jq's order. */
function rank(value: Value): number {
  switch (typeof value) {
    case 'boolean':
      return value ? 2 : 1;
    case 'number':
      return 3;
    case 'string':
      return 4;
    default:
      return value === null ? 0 : isDecimal(value) ? 3 : isArray(value) ? 5 : 6;
  }
}

/** Whether two values are equal, as `==` says. What has to be looked at is charged. */
export function equals(a: Value, b: Value, meter: Meter | null): boolean {
  if (typeof a === 'string' && typeof b === 'string') {
    chargeTexts(a, b, meter);
    return a === b;
  }
  if (a === b) return true;
  if (!isContainer(a) || !isContainer(b)) return (isDecimal(a) || isDecimal(b)) && compareScalars(a, b, meter) === 0;
  return compareDeep(a, b, 0, { tooDeep: 'Equality check too deep', left: maxParts, meter }) === 0;
}

/** Compares two values in jq's order: negative, zero or positive. NaN is below every number. What has to be looked at is charged. */
export function compare(a: Value, b: Value, meter: Meter | null): number {
  if (typeof a === 'number' && typeof b === 'number') return compareNumbers(a, b);
  if (!isContainer(a) || !isContainer(b)) return compareScalars(a, b, meter);
  return compareDeep(a, b, 0, { tooDeep: 'Comparison too deep', left: maxParts, meter });
}

/** Whether a value may have parts; kept literals count too. */
function isContainer(value: Value): boolean {
  return typeof value === 'object' && value !== null;
}

/** Compares two doubles: NaN is below every number. */
export function compareNumbers(a: number, b: number): number {
  return a < b || Number.isNaN(a) ? -1 : a === b ? 0 : 1;
}

/** Texts up to this length are compared for the price of the call. */
const freeLength = 256;

function chargeTexts(a: string, b: string, meter: Meter | null): void {
  if (a.length > freeLength && b.length > freeLength) meter?.work(Math.min(a.length, b.length) >> 3);
}

function compareScalars(a: Value, b: Value, meter: Meter | null): number {
  const ranks = rank(a) - rank(b);
  if (ranks !== 0) return ranks;
  if (typeof a === 'string' && typeof b === 'string') {
    chargeTexts(a, b, meter);
    return compareStrings(a, b);
  }
  if (isDecimal(a) && isDecimal(b)) return compareDecimals(a, b);
  const isNumeric = (typeof a === 'number' || isDecimal(a)) && (typeof b === 'number' || isDecimal(b));
  return isNumeric ? compareNumbers(toDouble(a), toDouble(b)) : 0;
}

/** Most parts that are compared; values that hold themselves many times over have more of them than time allows. */
const maxParts = 50_000_000;

interface Comparison {
  readonly tooDeep: string;
  readonly meter: Meter | null;
  left: number;
}

function count(state: Comparison, parts: number): void {
  state.left -= parts + 1;
  state.meter?.work(1 + (parts >> 1));
  if (state.left < 0) throw new LimitReached('The expression was stopped: it compares values with too many parts.');
}

/** Recursive where that is fast; from `recursionDepth` on with a stack of its own. */
function compareDeep(a: Value, b: Value, depth: number, state: Comparison): number {
  if (isArray(a) && isArray(b)) return compareChildren(a, b, depth, state);
  if (isObject(a) && isObject(b)) {
    const [keys, others] = keysOfBoth(a, b, state);
    const byKeys = compareKeys(keys, others);
    return byKeys !== 0 ? byKeys : compareChildren(valuesOf(a, keys), valuesOf(b, keys), depth, state);
  }
  return compareScalars(a, b, state.meter);
}

function keysOfBoth(a: ValueObject, b: ValueObject, state: Comparison): readonly [string[], string[]] {
  const [keys, others] = [sortedKeysOf(a), sortedKeysOf(b)];
  // Sorting them is most of the work.
  if (keys.length + others.length > freeKeys) state.meter?.work((keys.length + others.length) * 2);
  return [keys, others];
}

/** Objects with fewer keys together are compared for the price of the call. */
const freeKeys = 32;

function valuesOf(object: ValueObject, keys: readonly string[]): Value[] {
  return keys.map((key) => getKey(object, key));
}

function compareKeys(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareStrings(a[i] ?? '', b[i] ?? '');
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareChildren(a: readonly Value[], b: readonly Value[], depth: number, state: Comparison): number {
  if (depth >= recursionDepth) return compareIteratively(a, b, depth, state);
  const length = Math.min(a.length, b.length);
  count(state, length);
  for (let i = 0; i < length; i++) {
    const order = compareDeep(a[i] ?? null, b[i] ?? null, depth + 1, state);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** One level of two arrays (or of two objects' values) that is being compared. */
interface Level {
  readonly a: readonly Value[];
  readonly b: readonly Value[];
  next: number;
}

function compareIteratively(a: readonly Value[], b: readonly Value[], depth: number, state: Comparison): number {
  const levels: Level[] = [{ a, b, next: 0 }];
  for (;;) {
    const level = levels[levels.length - 1];
    if (level === undefined) return 0;
    if (level.next >= Math.min(level.a.length, level.b.length)) {
      const order = level.a.length - level.b.length;
      if (order !== 0) return order;
      levels.pop();
      continue;
    }
    const x = level.a[level.next] ?? null;
    const y = level.b[level.next] ?? null;
    level.next++;
    count(state, 0);
    if (depth + levels.length > maxDepth) fail(state.tooDeep);
    const order = descend(x, y, levels, state);
    if (order !== 0) return order;
  }
}

function descend(x: Value, y: Value, levels: Level[], state: Comparison): number {
  if (isArray(x) && isArray(y)) {
    levels.push({ a: x, b: y, next: 0 });
    return 0;
  }
  if (!isObject(x) || !isObject(y)) return compareScalars(x, y, state.meter);
  const [keys, others] = keysOfBoth(x, y, state);
  const byKeys = compareKeys(keys, others);
  if (byKeys !== 0) return byKeys;
  levels.push({ a: valuesOf(x, keys), b: valuesOf(y, keys), next: 0 });
  return 0;
}
