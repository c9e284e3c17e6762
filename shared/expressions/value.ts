import type { Decimal } from './decimal.ts';
import { isDecimal } from './decimal.ts';

/** A value while an expression runs: JSON, and number literals that a double cannot hold as they were written. */
export type Value = null | boolean | number | string | readonly Value[] | ValueObject | Decimal;

/** An object while an expression runs. */
export interface ValueObject {
  readonly [key: string]: Value;
}

/** An object that its maker still fills. */
export interface MutableObject {
  [key: string]: Value;
}

/** jq's names of types. */
export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

const keyOrder: unique symbol = Symbol('keyOrder');

interface Ordered {
  [keyOrder]?: string[];
}

/** Whether `value` is an object. */
export function isObject(value: Value): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isDecimal(value);
}

/** Whether `value` is an array; narrows a readonly one, which `Array.isArray` does not. */
export function isArray(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether `value` is a number, held as a double or as a literal. */
export function isNumber(value: Value): value is number | Decimal {
  return typeof value === 'number' || isDecimal(value);
}

/** The double that stands for a number. */
export function toDouble(value: number | Decimal): number {
  return typeof value === 'number' ? value : value.double;
}

/** jq's name of the type of `value`. */
export function typeName(value: Value): TypeName {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'boolean':
      return 'boolean';
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    default:
      return isArray(value) ? 'array' : isDecimal(value) ? 'number' : 'object';
  }
}

/** Everything but `false` and `null` is true. */
export function isTrue(value: Value): boolean {
  return value !== false && value !== null;
}

/**
 * The keys of an object in the order in which they were put.
 * JavaScript lists keys that look like indices first, so objects that have such keys carry their order with them.
 */
export function keysOf(object: ValueObject): readonly string[] {
  return (object as Ordered)[keyOrder] ?? Object.keys(object);
}

/** The first keys of an object, at most `most` of them. */
export function firstKeysOf(object: ValueObject, most: number): readonly string[] {
  const order = (object as Ordered)[keyOrder];
  if (order !== undefined) return order.slice(0, most);
  const keys: string[] = [];
  for (const key in object) {
    if (keys.length >= most) break;
    keys.push(key);
  }
  return keys;
}

/** The number of an object's entries. */
export function sizeOf(object: ValueObject): number {
  let count = 0;
  for (const _key in object) count++;
  return count;
}

/** Whether an object carries no order of its keys with it. */
export function hasPlatformOrder(object: ValueObject): boolean {
  return (object as Ordered)[keyOrder] === undefined;
}

/** The keys of an object in code point order, as `keys` and comparisons want them. */
export function sortedKeysOf(object: ValueObject): string[] {
  const keys = Object.keys(object);
  return keys.length > fewKeys ? keys.sort(compareStrings) : sortFew(keys);
}

/** Up to so many keys are sorted by insertion: calling the platform's sort costs more. */
const fewKeys = 16;

function sortFew(keys: string[]): string[] {
  for (let position = 1; position < keys.length; position++) {
    const key = keys[position] as string;
    let at = position;
    for (; at > 0 && compareStrings(keys[at - 1] as string, key) > 0; at--) keys[at] = keys[at - 1] as string;
    keys[at] = key;
  }
  return keys;
}

/** Compares by code points, which is how jq orders strings. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates stand for code points above all other units, yet have smaller numbers than U+E000 to U+FFFF.
    const xIsSurrogate = x >= 0xd800 && x <= 0xdfff;
    const yIsSurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xIsSurrogate !== yIsSurrogate) return xIsSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

/** The value under `key`, or null; never what JavaScript's prototype has. */
export function getKey(object: ValueObject, key: string): Value {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}

function looksLikeIndex(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 48 && first <= 57;
}

/** Whether a key needs {@link putKey}: it looks like an index, or JavaScript's prototype has it. */
export function isInheritedOrIndex(key: string): boolean {
  return looksLikeIndex(key) || key in Object.prototype;
}

/** Puts `value` under `key` into an object that nobody else holds yet, keeping the order of keys. */
export function putKey(object: MutableObject, key: string, value: Value): void {
  const ordered = object as unknown as Ordered;
  const order = ordered[keyOrder];
  if (order !== undefined) {
    if (!Object.hasOwn(object, key)) order.push(key);
  } else if (looksLikeIndex(key) && !Object.hasOwn(object, key)) {
    setOrder(object, [...Object.keys(object), key]);
  }
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}

/** Puts every entry of `from` into an object that nobody else holds yet; gives their number. */
export function putAll(object: MutableObject, from: ValueObject): number {
  const order = (from as Ordered)[keyOrder];
  if (order !== undefined) {
    for (const key of order) putKey(object, key, from[key] ?? null);
    return order.length;
  }
  let count = 0;
  for (const key in from) {
    putKey(object, key, from[key] ?? null);
    count++;
  }
  return count;
}

/** Removes keys from an object that nobody else holds. */
export function dropKeys(object: MutableObject, keys: readonly string[]): void {
  const ordered = object as unknown as Ordered;
  const order = ordered[keyOrder];
  for (const key of keys) delete object[key];
  if (order !== undefined) ordered[keyOrder] = order.filter((key) => Object.hasOwn(object, key));
}

/** A shallow copy that may be changed. */
export function copyObject(object: ValueObject): MutableObject {
  const copy: MutableObject = { ...object };
  const order = (object as Ordered)[keyOrder];
  if (order !== undefined) setOrder(copy, [...order]);
  return copy;
}

function setOrder(object: MutableObject, order: string[]): void {
  Object.defineProperty(object, keyOrder, { value: order, enumerable: false, configurable: true, writable: true });
}
