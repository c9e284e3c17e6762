import { elementsOf, getField, getIndex, hasKey, hasNoKeys } from '../access.ts';
import { add, subtract } from '../arithmetic.ts';
import { compare, equals } from '../compare.ts';
import { isDecimal } from '../decimal.ts';
import { fail, failWith } from '../failure.ts';
import { includesText } from '../findText.ts';
import type { Meter } from '../meter.ts';
import { deletePaths, setPath } from '../setPath.ts';
import { sortValues } from '../sortOrder.ts';
import { codePointLength } from '../text.ts';
import {
  getKey,
  isArray,
  isNumber,
  isObject,
  isTrue,
  keysOf,
  type MutableObject,
  putAll,
  putKey,
  sortedKeysOf,
  toDouble,
  typeName,
  type Value,
} from '../value.ts';
import type { NativeTable } from './native.ts';

const maxContainmentDepth = 10_000;

function length(input: Value): Value {
  if (input === null) return 0;
  if (typeof input === 'string') return codePointLength(input);
  if (typeof input === 'number') return Math.abs(input);
  if (isDecimal(input)) return input.negative ? input.negated() : input;
  if (isArray(input)) return input.length;
  if (isObject(input)) return Object.keys(input).length;
  return failWith(input, 'has no length');
}

function keys(input: Value, meter: Meter, isSorted: boolean): Value {
  if (isArray(input)) {
    meter.elements(input.length);
    return input.map((_value, index) => index);
  }
  if (!isObject(input)) return hasNoKeys(input);
  const all = isSorted ? sortedKeysOf(input) : keysOf(input).slice();
  chargeSort(all.length, meter);
  return all;
}

/** Whether `a` contains `b`, with pairs that are still to be looked at on a stack of its own where that is possible. */
function contains(a: Value, b: Value, meter: Meter, depth = 0): boolean {
  meter.step();
  if (depth > maxContainmentDepth) fail('Containment check too deep');
  if (isObject(a) && isObject(b)) {
    const wanted = keysOf(b);
    meter.keys(wanted.length);
    return wanted.every(
      (key) => Object.hasOwn(a, key) && containsOrEquals(getKey(a, key), getKey(b, key), meter, depth + 1),
    );
  }
  if (isArray(a) && isArray(b)) return arrayContains(a, b, meter, depth);
  if (typeof a === 'string' && typeof b === 'string') return includesText(a, b, meter);
  return equals(a, b, meter);
}

function containsOrEquals(a: Value, b: Value, meter: Meter, depth: number): boolean {
  return typeName(a) === typeName(b) ? contains(a, b, meter, depth) : false;
}

function arrayContains(a: readonly Value[], b: readonly Value[], meter: Meter, depth: number): boolean {
  let left: readonly Value[] = a;
  let right: readonly Value[] = b;
  // Chains of one-element arrays go down without the machine's stack.
  for (let level = depth; ; level++) {
    if (level > maxContainmentDepth) fail('Containment check too deep');
    meter.step();
    const [x] = left;
    const [y] = right;
    if (left.length !== 1 || right.length !== 1 || x === undefined || y === undefined || !isArray(x) || !isArray(y)) {
      return right.every((wanted) => left.some((value) => containsOrEquals(value, wanted, meter, level + 1)));
    }
    left = x;
    right = y;
  }
}

/** To jq true and false are of different types here. */
function containsChecked(input: Value, wanted: Value, meter: Meter): boolean {
  const isBoolean = typeof input === 'boolean';
  if (isBoolean ? input === wanted : typeName(input) === typeName(wanted)) return contains(input, wanted, meter);
  return fail((show) => `${show.value(input)} and ${show.value(wanted)} cannot have their containment checked`);
}

function array(input: Value, what: string): readonly Value[] {
  return isArray(input) ? input : failWith(input, what);
}

/** Charges sorting `count` values. */
export function chargeSort(count: number, meter: Meter): void {
  meter.work(count * (32 - Math.clz32(count + 1)));
  meter.elements(count);
}

function sort(input: Value, meter: Meter): Value[] {
  const values = array(input, 'cannot be sorted, as it is not an array');
  chargeSort(values.length, meter);
  return sortValues(values, meter);
}

function unique(input: Value, meter: Meter): Value[] {
  const sorted = sort(input, meter);
  return sorted.filter((value, index) => index === 0 || compare(sorted[index - 1] ?? null, value, meter) !== 0);
}

function extreme(input: Value, meter: Meter, sign: 1 | -1): Value {
  if (!isArray(input)) return fail((show) => `${show.value(input)} and ${show.value(input)} cannot be iterated over`);
  let [best] = input;
  if (best === undefined) return null;
  meter.work(input.length >> 2);
  for (const value of input) {
    const order = compare(value, best, meter) * sign;
    if (order > 0 || (order === 0 && sign === 1)) best = value;
  }
  return best;
}

function flatten(input: Value, meter: Meter, levels: Value): Value[] {
  if (compare(levels, 0, meter) < 0) return fail('flatten depth must not be negative');
  const depth = depthOf(levels);
  const out: Value[] = [];
  const pending: { items: readonly Value[]; next: number }[] = [{ items: elementsOf(input), next: 0 }];
  for (let top = pending.at(-1); top !== undefined; top = pending.at(-1)) {
    const item = top.items[top.next++];
    meter.step();
    if (item === undefined) {
      pending.pop();
    } else if (isArray(item) && pending.length <= depth) {
      if (!isNumber(levels)) subtract(levels, 1, meter);
      pending.push({ items: item, next: 0 });
    } else {
      meter.elements(1);
      out.push(item);
    }
  }
  return out;
}

/** jq counts down by one to zero, and so never stops in between whole numbers. */
function depthOf(levels: Value): number {
  const depth = isNumber(levels) ? toDouble(levels) : Number.POSITIVE_INFINITY;
  return Number.isInteger(depth) ? depth : Number.POSITIVE_INFINITY;
}

function addAll(input: Value, meter: Meter): Value {
  const values = elementsOf(input);
  meter.work(values.length);
  const [first] = values;
  if (typeof first === 'string' && values.every((value) => typeof value === 'string')) {
    meter.text(values.reduce((total, value) => total + value.length, 0));
    return values.join('');
  }
  if (isArray(first ?? null) && values.every(isArray)) {
    meter.elements(values.reduce((total, value) => total + value.length, 0));
    return values.flat(1);
  }
  if (typeof first === 'number') return addNumbers(first, values, meter);
  return addObjects(values, meter) ?? values.reduce<Value>((total, value) => add(total, value, meter), null);
}

function addNumbers(first: number, values: readonly Value[], meter: Meter): Value {
  let sum = first;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] ?? null;
    if (typeof value !== 'number') return values.slice(i).reduce<Value>((total, one) => add(total, one, meter), sum);
    sum += value;
  }
  return sum;
}

function addObjects(values: readonly Value[], meter: Meter): Value | null {
  if (values.length === 0 || !values.every(isObject)) return null;
  const result: MutableObject = {};
  for (const object of values) {
    const count = putAll(result, object);
    meter.object(count);
    meter.work(count);
  }
  return result;
}

function reverse(input: Value, meter: Meter): Value {
  if (typeof input === 'string') {
    meter.text(input.length);
    meter.work(input.length >> 2);
    return [...input].reverse().join('');
  }
  if (isArray(input)) {
    meter.elements(input.length);
    return [...input].reverse();
  }
  // jq asks for the elements from the last on: without any there is nothing to fail.
  const count = length(input);
  return isNumber(count) && toDouble(count) > 0 ? getIndex(input, toDouble(count) - 1, meter) : [];
}

function toEntries(input: Value, meter: Meter): Value {
  if (isArray(input)) {
    meter.elements(input.length * 4);
    return input.map((value, key) => ({ key, value }));
  }
  if (!isObject(input)) return hasNoKeys(input);
  const entries: Value[] = [];
  for (const key of keysOf(input)) entries.push({ key, value: input[key] ?? null });
  meter.elements(entries.length * 4);
  meter.work(entries.length >> 2);
  return entries;
}

function fromEntries(input: Value, meter: Meter): Value {
  const result: MutableObject = {};
  for (const entry of elementsOf(input)) {
    meter.step();
    meter.elements(1);
    const key = keyOf(entry);
    if (typeof key !== 'string' || !isObject(entry))
      return fail((show) => `Cannot use ${show.value(key)} as object key`);
    meter.key(key);
    putKey(result, key, getKey(entry, Object.hasOwn(entry, 'value') ? 'value' : 'Value'));
  }
  return result;
}

const namesOfKey = ['key', 'Key', 'name', 'Name'];

/** The first of the names that says something true; where none does, the last one counts, as in a chain of `//`. */
function keyOf(entry: Value): Value {
  let key: Value = null;
  for (const name of namesOfKey) {
    key = getField(entry, name);
    if (isTrue(key)) return key;
  }
  return key;
}

function binarySearch(input: Value, meter: Meter, wanted: Value): Value {
  const values = array(input, 'cannot be searched from');
  let low = 0;
  let high = values.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compare(values[middle] ?? null, wanted, meter);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

/** Builtins over arrays, objects and values of any type. */
export const collectionNatives: NativeTable = {
  'length/0': (input, meter) => {
    const count = length(input);
    if (typeof count === 'number' && typeof input === 'object') meter.keys(isArray(input) ? 0 : count);
    return count;
  },
  'not/0': (input) => !isTrue(input),
  'type/0': typeName,
  'keys/0': (input, meter) => keys(input, meter, true),
  'keys_unsorted/0': (input, meter) => keys(input, meter, false),
  'has/1': (input, meter, key) => hasKey(input, key, meter),
  'in/1': (input, meter, container) => hasKey(container, input, meter),
  'contains/1': (input, meter, wanted) => containsChecked(input, wanted, meter),
  'inside/1': (input, meter, container) => containsChecked(container, input, meter),
  'add/0': addAll,
  'sort/0': sort,
  'unique/0': unique,
  'min/0': (input, meter) => extreme(input, meter, -1),
  'max/0': (input, meter) => extreme(input, meter, 1),
  'flatten/0': (input, meter) => flatten(input, meter, 1e9),
  'flatten/1': flatten,
  'reverse/0': reverse,
  'to_entries/0': toEntries,
  'from_entries/0': fromEntries,
  'bsearch/1': binarySearch,
  'setpath/2': (input, meter, path, value) => setPath(input, path, value, meter),
  'delpaths/1': (input, meter, paths) => deletePaths(input, paths, meter),
  'toarray/0': (input) => (isArray(input) ? input : [input]),
  'have_literal_numbers/0': () => true,
  'have_decnum/0': () => true,
};
