import { equals } from './compare.ts';
import { isDecimal } from './decimal.ts';
import { fail, failWith } from './failure.ts';
import { cutText } from './findText.ts';
import type { Meter } from './meter.ts';
import {
  copyObject,
  getKey,
  isArray,
  isNumber,
  isObject,
  keysOf,
  putAll,
  putKey,
  sizeOf,
  toDouble,
  type Value,
  type ValueObject,
} from './value.ts';

/** Nesting to which `*` merges objects (`MAX_MERGE_DEPTH` of jq 1.8). */
const maxMergeDepth = 10_000;

/** Computes one value from two. */
export type Operation = (a: Value, b: Value, meter: Meter) => Value;

function cannot(a: Value, b: Value, what: string): never {
  fail((show) => `${show.value(a)} and ${show.value(b)} cannot be ${what}`);
}

/** `a + b` */
export function add(a: Value, b: Value, meter: Meter): Value {
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === 'string' && typeof b === 'string') return join(a, b, meter);
  if (isArray(a) && isArray(b)) {
    meter.elements(a.length + b.length);
    return [...a, ...b];
  }
  if (isObject(a) && isObject(b)) return merge(a, b, meter);
  if (isNumber(a) && isNumber(b)) return toDouble(a) + toDouble(b);
  return cannot(a, b, 'added');
}

/** Joins two strings. The engine shares their text, so that only the shorter one counts as memory. */
export function join(a: string, b: string, meter: Meter): string {
  meter.joinedText(a.length, b.length);
  return a + b;
}

function merge(a: ValueObject, b: ValueObject, meter: Meter): Value {
  meter.object(sizeOf(a));
  const result = copyObject(a);
  meter.object(putAll(result, b));
  return result;
}

/** `a - b` */
export function subtract(a: Value, b: Value, meter: Meter): Value {
  if (isNumber(a) && isNumber(b)) return toDouble(a) - toDouble(b);
  if (isArray(a) && isArray(b)) {
    meter.work(a.length + b.length);
    return withoutAll(a, b, meter);
  }
  return cannot(a, b, 'subtracted');
}

function withoutAll(from: readonly Value[], dropped: readonly Value[], meter: Meter): Value[] {
  const strings = new Set(dropped.filter((value) => typeof value === 'string'));
  const others = dropped.filter((value) => typeof value !== 'string');
  return from.filter((value) => {
    if (typeof value === 'string') return !strings.has(value);
    meter.work(others.length >> 2);
    return !others.some((other) => equals(value, other, meter));
  });
}

/** `a * b` */
export function multiply(a: Value, b: Value, meter: Meter): Value {
  if (isNumber(a) && isNumber(b)) return toDouble(a) * toDouble(b);
  if (typeof a === 'string' && isNumber(b)) return repeat(a, toDouble(b), meter);
  if (isNumber(a) && typeof b === 'string') return repeat(b, toDouble(a), meter);
  if (isObject(a) && isObject(b)) return mergeDeep(a, b, meter);
  return cannot(a, b, 'multiplied');
}

function repeat(text: string, count: number, meter: Meter): Value {
  if (Number.isNaN(count) || count < 0) return null;
  const times = Math.floor(count);
  const length = text.length * times;
  if (length >= maxRepeatedLength) fail('Repeat string result too long');
  meter.text(length);
  return text.repeat(times);
}

/** Where jq itself gives up (`INT_MAX`). */
const maxRepeatedLength = 2_147_483_647;

interface PendingMerge {
  readonly target: ReturnType<typeof copyObject>;
  readonly from: ValueObject;
  readonly depth: number;
}

/** Merges objects at every depth. Iterative, for objects may be nested deeper than the stack goes. */
function mergeDeep(a: ValueObject, b: ValueObject, meter: Meter): Value {
  meter.object(sizeOf(a));
  const result = copyObject(a);
  const pending: PendingMerge[] = [{ target: result, from: b, depth: 0 }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { target, from, depth } = next;
    if (depth > maxMergeDepth) fail('Object merge too deep');
    const keys = keysOf(from);
    meter.object(keys.length);
    meter.work(keys.length);
    for (const key of keys) {
      const mine = getKey(target, key);
      const other = getKey(from, key);
      if (isObject(mine) && isObject(other)) {
        meter.object(sizeOf(mine));
        const copy = copyObject(mine);
        putKey(target, key, copy);
        pending.push({ target: copy, from: other, depth: depth + 1 });
      } else {
        putKey(target, key, other);
      }
    }
  }
  return result;
}

/** `a / b`: divides numbers, splits strings. */
export function divide(a: Value, b: Value, meter: Meter): Value {
  if (isNumber(a) && isNumber(b)) {
    if (toDouble(b) === 0) return cannot(a, b, 'divided because the divisor is zero');
    return toDouble(a) / toDouble(b);
  }
  if (typeof a === 'string' && typeof b === 'string') return splitText(a, b, meter);
  return cannot(a, b, 'divided');
}

/** A string cut at every occurrence of another; at every code point where that is empty. */
export function splitText(text: string, separator: string, meter: Meter): string[] {
  meter.work(text.length >> 3);
  if (text === '') return [];
  const parts = separator === '' ? [...text] : cutText(text, separator, meter);
  meter.elements(parts.length);
  return parts;
}

/** `a % b` on integers, as jq does: operands cut to 64 bits, the sign is that of `a`. */
export function modulo(a: Value, b: Value): Value {
  if (!isNumber(a) || !isNumber(b)) return cannot(a, b, 'divided (remainder)');
  const x = toDouble(a);
  const y = toDouble(b);
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (Math.abs(x) > Number.MAX_SAFE_INTEGER || Math.abs(y) > Number.MAX_SAFE_INTEGER) return moduloWide(a, b, x, y);
  const divisor = Math.abs(Math.trunc(y));
  if (divisor === 0) return cannot(a, b, 'divided (remainder) because the divisor is zero');
  const remainder = Math.abs(Math.trunc(x)) % divisor;
  return x < 0 && remainder !== 0 ? -remainder : remainder;
}

const largest = 2n ** 63n - 1n;

/** 64-bit integers as jq has them: doubles beyond them, infinity too, count as the largest or smallest. */
function toInteger(double: number): bigint {
  if (Math.abs(double) < 2 ** 63) return BigInt(Math.trunc(double));
  return double > 0 ? largest : -largest - 1n;
}

function moduloWide(a: Value, b: Value, x: number, y: number): Value {
  const integer = toInteger(y);
  const divisor = integer < 0n ? -integer : integer;
  if (divisor === 0n) return cannot(a, b, 'divided (remainder) because the divisor is zero');
  return Number(toInteger(x) % (divisor > largest ? largest : divisor));
}

/** `-a`; zero has no sign then: jq tells literals from computed numbers there, of which only the latter would become `-0`. */
export function negate(a: Value): Value {
  if (typeof a === 'number') return 0 - a;
  if (isDecimal(a)) return a.negated();
  return failWith(a, 'cannot be negated');
}
