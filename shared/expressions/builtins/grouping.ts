import type { Code, Env } from '../code.ts';
import { exactly, forEach } from '../codes.ts';
import { compare } from '../compare.ts';
import { failWith } from '../failure.ts';
import { isArray, type Value } from '../value.ts';
import { chargeSort } from './collections.ts';
import type { Special } from './generators.ts';

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

function sorted(env: Env, input: Value, by: Code, what: string): Keyed[] {
  return keyed(env, input, by, what).sort((a, b) => compare(a.key, b.key));
}

function groups(env: Env, input: Value, by: Code): Value[][] {
  const result: Value[][] = [];
  let previous: Keyed | null = null;
  for (const item of sorted(env, input, by, 'grouped')) {
    const group = result[result.length - 1];
    if (previous !== null && group !== undefined && compare(previous.key, item.key) === 0) group.push(item.value);
    else result.push([item.value]);
    previous = item;
  }
  return result;
}

function extremeBy(sign: 1 | -1): Special {
  return (by) =>
    exactly((env, input) => {
      const items = keyed(env, input, by, 'grouped');
      let [best] = items;
      if (best === undefined) return null;
      for (const item of items) {
        const order = compare(item.key, best.key) * sign;
        if (order > 0 || (order === 0 && sign === 1)) best = item;
      }
      return best.value;
    });
}

/** Builtins that order the elements of an array by what an expression says about each. */
export const groupings: Readonly<Record<string, Special>> = {
  'sort_by/1': (by) => exactly((env, input) => sorted(env, input, by, 'sorted').map(({ value }) => value)),
  'group_by/1': (by) => exactly((env, input) => groups(env, input, by)),
  'unique_by/1': (by) => exactly((env, input) => groups(env, input, by).map(([value]) => value ?? null)),
  'min_by/1': extremeBy(-1),
  'max_by/1': extremeBy(1),
};
