import { elementsOf } from '../access.ts';
import type { Code, Env } from '../code.ts';
import { exactly, forEach, operandOf, outputOf } from '../codes.ts';
import { compare } from '../compare.ts';
import { fail } from '../failure.ts';
import type { Meter } from '../meter.ts';
import { inOrder, orderOf } from '../sortOrder.ts';
import { isArray, type Value } from '../value.ts';
import { chargeSort } from './collections.ts';
import type { Special } from './generators.ts';
import type { NativeTable } from './native.ts';

/** Makes something of values and the key of each. */
type Arrange = (values: readonly Value[], keys: readonly Value[], meter: Meter) => Value;

/** The key of each value. Keys of one part stand for themselves: arrays of one element are ordered as their elements are. */
function keysOf(env: Env, values: readonly Value[], by: Code): Value[] {
  const operand = operandOf(by);
  if (operand === null || !by.isExact) return values.map((value) => allOutputs(env, value, by));
  const keys = [...values];
  for (let i = 0; i < keys.length; i++) keys[i] = outputOf(operand, env, keys[i] ?? null) ?? null;
  return keys;
}

function allOutputs(env: Env, value: Value, by: Code): Value[] {
  const outputs: Value[] = [];
  forEach(by, env, value, (output) => {
    outputs.push(output);
    return false;
  });
  return outputs;
}

function sortBy(values: readonly Value[], keys: readonly Value[], meter: Meter): Value[] {
  return inOrder(values, orderOf(keys, meter));
}

function groupBy(values: readonly Value[], keys: readonly Value[], meter: Meter): Value[][] {
  const groups: Value[][] = [];
  let group: Value[] = [];
  let last: Value | undefined;
  for (const position of orderOf(keys, meter)) {
    const key = keys[position] ?? null;
    const value = values[position] ?? null;
    if (last !== undefined && compare(last, key, meter) === 0) {
      group.push(value);
    } else {
      group = [value];
      groups.push(group);
    }
    last = key;
  }
  return groups;
}

function uniqueBy(values: readonly Value[], keys: readonly Value[], meter: Meter): Value[] {
  return groupBy(values, keys, meter).map(([value]) => value ?? null);
}

/** The last of the greatest, the first of the least: as jq has it. */
function extremeBy(values: readonly Value[], keys: readonly Value[], meter: Meter, sign: 1 | -1): Value {
  let best = 0;
  for (let position = 1; position < keys.length; position++) {
    const order = compare(keys[position] ?? null, keys[best] ?? null, meter) * sign;
    if (order > 0 || (order === 0 && sign === 1)) best = position;
  }
  return values[best] ?? null;
}

const sorted = 'cannot be sorted, as they are not both arrays';
const iterated = 'cannot be iterated over';

const arrangements: Readonly<Record<string, { readonly problem: string; readonly arrange: Arrange }>> = {
  sort_by: { problem: sorted, arrange: sortBy },
  group_by: { problem: sorted, arrange: groupBy },
  unique_by: { problem: sorted, arrange: uniqueBy },
  min_by: { problem: iterated, arrange: (values, keys, meter) => extremeBy(values, keys, meter, -1) },
  max_by: { problem: iterated, arrange: (values, keys, meter) => extremeBy(values, keys, meter, 1) },
};

/** jq computes the keys of whatever has elements before it objects. */
function cannotArrange(input: Value, keys: Value, problem: string): never {
  return fail((show) => `${show.value(input)} and ${show.value(keys)} ${problem}`);
}

/** Builtins that order the elements of an array by what an expression says about each. */
export const groupings: Readonly<Record<string, Special>> = Object.fromEntries(
  Object.entries(arrangements).map(([name, { problem, arrange }]): [string, Special] => [
    `${name}/1`,
    (by) =>
      exactly((env, input) => {
        if (!isArray(input)) {
          const keys = elementsOf(input).map((value) => allOutputs(env, value, by));
          return cannotArrange(input, keys, problem);
        }
        chargeSort(input.length, env.meter);
        return arrange(input, keysOf(env, input, by), env.meter);
      }),
  ]),
);

/** The same for keys that were computed before: `_sort_by(keys)` and so on. */
export const groupingNatives: NativeTable = Object.fromEntries(
  Object.entries(arrangements).map(([name, { problem, arrange }]): [string, NativeTable[string]] => [
    `_${name}/1`,
    (input, meter, keys = null) => {
      if (!isArray(input) || !isArray(keys)) return cannotArrange(input, keys, problem);
      chargeSort(input.length, meter);
      return arrange(input, keys, meter);
    },
  ]),
);
