import type { Code, Env } from '../code.ts';
import { exactly, forEach } from '../codes.ts';
import { compare } from '../compare.ts';
import { failWith } from '../failure.ts';
import { isArray, type Value } from '../value.ts';
import { chargeSort } from './collections.ts';
import type { Special } from './generators.ts';
import type { NativeTable } from './native.ts';

/** An element with the key it is sorted by. */
interface Keyed {
  readonly key: Value;
  readonly value: Value;
}

function keyed(env: Env, input: Value, by: Code, what: string): Keyed[] {
  if (!isArray(input)) return failWith(input, `cannot be ${what}, as it is not an array`);
  chargeSort(input.length, env.evaluation.meter);
  const { single, isExact } = by;
  // A key with one output may stand for itself: arrays of one element are ordered as their elements are.
  if (single !== null && isExact) return input.map((value) => ({ key: single(env, value) ?? null, value }));
  return input.map((value) => {
    const key: Value[] = [];
    forEach(by, env, value, (part) => {
      key.push(part);
      return false;
    });
    return { key, value };
  });
}

function sortKeyed(items: Keyed[]): Value[] {
  return items.sort((a, b) => compare(a.key, b.key)).map(({ value }) => value);
}

function groupKeyed(items: Keyed[]): Value[][] {
  const result: Value[][] = [];
  let previous: Keyed | null = null;
  for (const item of items.sort((a, b) => compare(a.key, b.key))) {
    const group = result[result.length - 1];
    if (previous !== null && group !== undefined && compare(previous.key, item.key) === 0) group.push(item.value);
    else result.push([item.value]);
    previous = item;
  }
  return result;
}

function firstOfEach(groups: readonly (readonly Value[])[]): Value[] {
  return groups.map(([value]) => value ?? null);
}

/** The last of the greatest, the first of the least: as jq has it. */
function extremeKeyed(items: readonly Keyed[], sign: 1 | -1): Value {
  let [best] = items;
  if (best === undefined) return null;
  for (const item of items) {
    const order = compare(item.key, best.key) * sign;
    if (order > 0 || (order === 0 && sign === 1)) best = item;
  }
  return best.value;
}

type Arrange = (items: Keyed[]) => Value;

const arrangements: Readonly<Record<string, { readonly what: string; readonly arrange: Arrange }>> = {
  sort_by: { what: 'sorted', arrange: sortKeyed },
  group_by: { what: 'grouped', arrange: groupKeyed },
  unique_by: { what: 'grouped', arrange: (items) => firstOfEach(groupKeyed(items)) },
  min_by: { what: 'iterated over', arrange: (items) => extremeKeyed(items, -1) },
  max_by: { what: 'iterated over', arrange: (items) => extremeKeyed(items, 1) },
};

/** Builtins that order the elements of an array by what an expression says about each. */
export const groupings: Readonly<Record<string, Special>> = Object.fromEntries(
  Object.entries(arrangements).map(([name, { what, arrange }]): [string, Special] => [
    `${name}/1`,
    (by) => exactly((env, input) => arrange(keyed(env, input, by, what))),
  ]),
);

/** The same for keys that were computed before: `_sort_by(keys)` and so on. */
export const groupingNatives: NativeTable = Object.fromEntries(
  Object.entries(arrangements).map(([name, { what, arrange }]): [string, NativeTable[string]] => [
    `_${name}/1`,
    (input, [keys], env) => {
      if (!isArray(input) || keys === undefined || !isArray(keys)) {
        return failWith(input, `cannot be ${what}, as it is not an array`);
      }
      chargeSort(input.length, env.evaluation.meter);
      return arrange(input.map((value, index) => ({ key: keys[index] ?? null, value })));
    },
  ]),
);
