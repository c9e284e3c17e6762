import type { Json } from '../../base/json.ts';
import { listOfEach, type Shape, shapeOf, written } from './shape.ts';
import { presentObject } from './sure.ts';

/** Most values of one shape, and deepest nesting, that are told apart. */
const maxValues = 64;
const maxDepth = 6;

/** All values that may stand at a place, whole, where they are known; null otherwise. */
export function knownValues({ sure, members, items, opens, unsure, keys }: Shape, depth = 0): readonly Json[] | null {
  if (sure === null || depth > maxDepth) return null;
  if (sure.values !== null) return sure.values;
  if (sure.elements !== null) return sure.isExact ? eachOf(sure.elements, depth) : null;
  const isListed = items === null && opens === 'closed' && unsure.size === 0 && keys.length === 0;
  if (sure.type !== 'object' || !isListed) return null;
  const names = [...members.keys()];
  const values = eachOf([...members.values()], depth);
  return values?.map((parts) => Object.fromEntries(names.map((name, index) => [name, parts[index] ?? null]))) ?? null;
}

/** Every way in which some parts may have their values. */
function eachOf(parts: readonly Shape[], depth: number): readonly Json[][] | null {
  let found: Json[][] = [[]];
  for (const part of parts) {
    const values = knownValues(part, depth + 1);
    if (values === null || values.length * found.length > maxValues) return null;
    found = found.flatMap((before) => values.map((value) => [...before, value]));
  }
  return found;
}

/** The shape of a value that is known. */
export function shapeOfValue(value: Json): Shape {
  if (Array.isArray(value)) return listOfEach(value.map(shapeOfValue), true);
  if (typeof value !== 'object' || value === null) return written(value);
  const members = new Map(Object.entries(value).map(([name, member]) => [name, shapeOfValue(member)]));
  return shapeOf({ members, type: 'object', sure: presentObject });
}
