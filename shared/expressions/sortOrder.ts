import { compare, compareNumbers } from './compare.ts';
import type { Meter } from './meter.ts';
import { compareStrings, type Value } from './value.ts';

/** Lists up to this length are sorted by insertion: calling the platform's sort costs more than sorting them. */
const shortLength = 16;

type Compare = (a: Value, b: Value) => number;

/** The positions of keys in the order of the keys; equal keys keep theirs. */
export function orderOf(keys: readonly Value[], meter: Meter): number[] {
  const compareKeys = comparatorOf(keys, meter);
  if (keys.length <= shortLength) return orderOfFew(keys, compareKeys);
  return Array.from(keys.keys()).sort((a, b) => compareKeys(keys[a] ?? null, keys[b] ?? null));
}

/** A sorted copy; equal values keep their order. */
export function sortValues(values: readonly Value[], meter: Meter): Value[] {
  const compareValues = comparatorOf(values, meter);
  if (values.length > shortLength) return [...values].sort(compareValues);
  return inOrder(values, orderOfFew(values, compareValues));
}

/** The values at these positions, one for each. */
export function inOrder(values: readonly Value[], order: readonly number[]): Value[] {
  const sorted = [...values];
  for (let i = 0; i < sorted.length; i++) sorted[i] = values[order[i] ?? 0] ?? null;
  return sorted;
}

/** How to compare keys of one type, or any. */
function comparatorOf(keys: readonly Value[], meter: Meter): Compare {
  const any: Compare = (a, b) => compare(a, b, meter);
  const type = typeof keys[0];
  if (type !== 'number' && type !== 'string') return any;
  for (const key of keys) if (typeof key !== type || isLong(key)) return any;
  return (type === 'number' ? compareNumbers : compareStrings) as Compare;
}

/** Whether comparing a key costs more than is charged for sorting. */
function isLong(key: Value): boolean {
  return typeof key === 'string' && key.length > 256;
}

function orderOfFew(keys: readonly Value[], compareKeys: Compare): number[] {
  const order = new Array<number>(keys.length);
  for (let position = 0; position < keys.length; position++) {
    const key = keys[position] ?? null;
    let at = position;
    for (; at > 0; at--) {
      const before = order[at - 1] ?? 0;
      if (compareKeys(keys[before] ?? null, key) <= 0) break;
      order[at] = before;
    }
    order[at] = position;
  }
  return order;
}
