import { equals } from './compare.ts';
import { Decimal } from './decimal.ts';
import { fail, failWith } from './failure.ts';
import { findAll } from './findAll.ts';
import type { Meter } from './meter.ts';
import { codePointLength, sliceCodePoints } from './text.ts';
import {
  getKey,
  isArray,
  isInheritedOrIndex,
  isNumber,
  isObject,
  keysOf,
  toDouble,
  typeName,
  type Value,
  type ValueObject,
} from './value.ts';

const anyArray: readonly Value[] = [];
const anyDecimal = new Decimal(false, '0', 0);

/** Whether a plain read of `name` finds nothing in what is no object of jq: nothing inherited, and no part of an array or kept literal. */
export function isPlainName(name: string): boolean {
  return !isInheritedOrIndex(name) && !(name in anyArray) && !(name in anyDecimal);
}

/** `getField` for a plain name, and faster. */
export function readField(target: Value, name: string): Value {
  if (typeof target === 'object' && target !== null) {
    const value = (target as ValueObject)[name];
    if (value !== undefined) return value;
    if (isObject(target)) return null;
  }
  return getField(target, name);
}

/** What `.name` gives. */
export function getField(target: Value, name: string): Value {
  if (target === null) return null;
  if (isObject(target)) return getKey(target, name);
  return cannotIndex(target, name);
}

/** Raises the error of an index that does not fit. */
export function cannotIndex(target: Value, index: Value): never {
  fail((show) => `Cannot index ${typeName(target)} with ${show.value(index)}`);
}

/** What `target[index]` gives: by key, position, slice object or occurrences of an array. */
export function getIndex(target: Value, index: Value, meter: Meter): Value {
  if (typeof index === 'string') {
    meter.key(index);
    return getField(target, index);
  }
  if (isNumber(index)) {
    if (isArray(target)) return elementAt(target, toDouble(index));
    if (target === null) return null;
  } else if (isObject(index)) {
    if (target === null) return null;
    if (isArray(target) || typeof target === 'string') {
      const { from, to } = boundsOf(index);
      return getSlice(target, from, to, meter);
    }
  } else if (isArray(index) && isArray(target)) {
    return occurrences(target, index, meter);
  }
  return cannotIndex(target, index);
}

function elementAt(target: readonly Value[], position: number): Value {
  if (Number.isNaN(position)) return null;
  const index = Math.trunc(position);
  return target[index < 0 ? index + target.length : index] ?? null;
}

/** Where `wanted` occurs inside `target`; an empty list occurs nowhere. */
export function occurrences(target: readonly Value[], wanted: readonly Value[], meter: Meter): Value {
  meter.work(target.length + wanted.length);
  return findAll(target, wanted, (a, b) => equals(a, b, meter));
}

/** The bounds in a slice object, as a path has it: both have to be there. */
export function boundsOf(slice: ValueObject): { from: Value; to: Value } {
  if (!Object.hasOwn(slice, 'start') || !Object.hasOwn(slice, 'end')) cannotSlice();
  return { from: getKey(slice, 'start'), to: getKey(slice, 'end') };
}

function cannotSlice(): never {
  fail('Array/string slice indices must be integers');
}

/** The bounds of a slice of something that is `length` long; fractions widen it (jq rounds outwards). */
export function sliceBounds(length: number, from: Value, to: Value): { start: number; end: number } {
  if ((from !== null && !isNumber(from)) || (to !== null && !isNumber(to))) cannotSlice();
  const start = Math.floor(clampIndex(from === null ? 0 : toDouble(from), length, 0));
  const end = Math.ceil(clampIndex(to === null ? length : toDouble(to), length, length));
  return { start, end: Math.max(start, end) };
}

function clampIndex(index: number, length: number, missing: number): number {
  if (Number.isNaN(index)) return missing;
  return Math.min(length, Math.max(0, index < 0 ? index + length : index));
}

/** What `target[from:to]` gives. */
export function getSlice(target: Value, from: Value, to: Value, meter: Meter): Value {
  if (target === null) return null;
  if (isArray(target)) {
    const { start, end } = sliceBounds(target.length, from, to);
    meter.elements(end - start);
    return target.slice(start, end);
  }
  if (typeof target === 'string') {
    meter.work(target.length >> 5);
    const { start, end } = sliceBounds(codePointLength(target), from, to);
    return sliceCodePoints(target, start, end);
  }
  return cannotIndex(target, sliceKey(from, to));
}

/** A slice as paths and messages show it. */
export function sliceKey(from: Value, to: Value): Value {
  return { start: from, end: to };
}

/** What `target[]` gives, at once. */
export function elementsOf(target: Value): readonly Value[] {
  if (isArray(target)) return target;
  if (isObject(target)) return keysOf(target).map((key) => getKey(target, key));
  return cannotIterate(target);
}

/** Raises the error of a value that has no elements. */
export function cannotIterate(target: Value): never {
  fail((show) => `Cannot iterate over ${show.value(target)}`);
}

/** Whether an array or object has a key. */
export function hasKey(target: Value, key: Value, meter: Meter): boolean {
  if (target === null) return false;
  if (isObject(target) && typeof key === 'string') {
    meter.key(key);
    return Object.hasOwn(target, key);
  }
  if (isArray(target) && isNumber(key)) {
    const index = Math.trunc(toDouble(key));
    return index >= 0 && index < target.length;
  }
  return fail(`Cannot check whether ${typeName(target)} has a ${typeName(key)} key`);
}

/** Raises `… has no keys`. */
export function hasNoKeys(target: Value): never {
  failWith(target, 'has no keys');
}
