import { boundsOf, getIndex, sliceBounds } from './access.ts';
import { equals } from './compare.ts';
import { fail } from './failure.ts';
import type { Meter } from './meter.ts';
import { sortValues } from './sortOrder.ts';
import {
  copyObject,
  dropKeys,
  isArray,
  isNumber,
  isObject,
  putKey,
  sizeOf,
  toDouble,
  typeName,
  type Value,
} from './value.ts';

/** Longest path (`MAX_PATH_DEPTH` of jq 1.8). */
const maxPathLength = 10_000;

/** Largest index that an array may be extended to (jq 1.8 says `Array index too large` beyond). */
const maxArrayIndex = 536_870_911;

function checkPath(path: Value): readonly Value[] {
  if (!isArray(path)) fail('Path must be specified as an array');
  if (path.length > maxPathLength) fail('Path too deep');
  return path;
}

/** What stands at `path`; null where nothing does. */
export function getPath(root: Value, path: Value, meter: Meter): Value {
  const keys = checkPath(path);
  meter.work(keys.length >> 3);
  let value = root;
  for (const key of keys) value = getIndex(value, key, meter);
  return value;
}

/** A copy of `root` in which `value` stands at `path`. */
export function setPath(root: Value, path: Value, value: Value, meter: Meter): Value {
  return updatePath(root, path, () => value, meter);
}

/** What becomes of a value; undefined where nothing is to be changed. */
export type Update = (old: Value) => Value | undefined;

/** A copy of `root` in which what stands at `path` went through `update`. Iterative: paths may be long. */
export function updatePath(root: Value, path: Value, update: Update, meter: Meter): Value {
  const keys = checkPath(path);
  const parents: Value[] = [];
  let value = root;
  for (const key of keys) {
    parents.push(value);
    const next = getIndex(value, key, meter);
    checkSettable(value, key);
    value = next;
  }
  const updated = update(value);
  if (updated === undefined) return root;
  value = updated;
  for (let i = keys.length - 1; i >= 0; i--) value = setIndex(parents[i] ?? null, keys[i] ?? null, value, meter);
  return value;
}

/** jq reports what it cannot set before it computes what to set. */
function checkSettable(target: Value, key: Value): void {
  if (isArray(target) && isArray(key)) cannotUpdate(target, key);
}

function cannotUpdate(target: Value, key: Value): never {
  fail(`Cannot update field at ${typeName(key)} index of ${typeName(target)}`);
}

/** A copy of `target` with `value` under `key`; null becomes an object or array. */
function setIndex(target: Value, key: Value, value: Value, meter: Meter): Value {
  if (typeof key === 'string' && (target === null || isObject(target))) {
    meter.key(key);
    const copy = target === null ? {} : copyObject(target);
    meter.object(sizeOf(copy));
    putKey(copy, key, value);
    return copy;
  }
  if (isNumber(key) && (target === null || isArray(target)))
    return setElement(target ?? [], toDouble(key), value, meter);
  if (isObject(key) && (target === null || isArray(target))) {
    return setSlice(target ?? [], boundsOf(key), value, meter);
  }
  if (isObject(key) && typeof target === 'string') fail('Cannot update string slices');
  return cannotUpdate(target, key);
}

function setElement(target: readonly Value[], position: number, value: Value, meter: Meter): Value {
  if (Number.isNaN(position)) fail('Cannot set array element at NaN index');
  let index = Math.trunc(position);
  if (index < 0) index += target.length;
  if (index < 0) fail('Out of bounds negative array index');
  if (index > maxArrayIndex) fail('Array index too large');
  meter.elements(Math.max(target.length, index + 1));
  const copy = [...target];
  while (copy.length < index) copy.push(null);
  copy[index] = value;
  return copy;
}

function setSlice(
  target: readonly Value[],
  { from, to }: { from: Value; to: Value },
  value: Value,
  meter: Meter,
): Value {
  const { start, end } = sliceBounds(target.length, from, to);
  if (!isArray(value)) fail('A slice of an array can only be assigned another array');
  meter.elements(target.length + value.length);
  return [...target.slice(0, start), ...value, ...target.slice(end)];
}

/** A copy of `root` without what stands at any of `paths`. */
export function deletePaths(root: Value, paths: Value, meter: Meter): Value {
  if (!isArray(paths)) fail('Paths must be specified as an array');
  for (const path of paths) {
    if (!isArray(path)) fail(`Path must be specified as array, not ${typeName(path)}`);
    if (path.length > maxPathLength) fail('Path too deep');
    meter.work(path.length >> 3);
  }
  meter.work(paths.length);
  const only = paths[0] ?? null;
  if (paths.length === 1 && isArray(only) && only.length > 0) return deleteOne(root, only, meter);
  const sorted = sortValues(paths, meter) as readonly (readonly Value[])[];
  const [first] = sorted;
  if (first === undefined) return root;
  if (first.length === 0) return null;
  return deleteSorted(root, sorted, 0, meter);
}

/** One path is followed with a loop, for it may be long. */
function deleteOne(root: Value, path: readonly Value[], meter: Meter): Value {
  const parents: Value[] = [];
  let value = root;
  for (let i = 0; i < path.length - 1; i++) {
    parents.push(value);
    value = getIndex(value, path[i] ?? null, meter);
    if (value === null) return root;
  }
  value = deleteKeys(value, [path[path.length - 1] ?? null], meter);
  for (let i = parents.length - 1; i >= 0; i--) value = setIndex(parents[i] ?? null, path[i] ?? null, value, meter);
  return value;
}

function deleteSorted(root: Value, paths: readonly (readonly Value[])[], start: number, meter: Meter): Value {
  let value = root;
  const dropped: Value[] = [];
  for (let i = 0; i < paths.length; ) {
    const path = paths[i] ?? [];
    const key = path[start] ?? null;
    let next = i + 1;
    while (next < paths.length && equals(key, (paths[next] ?? [])[start] ?? null, meter)) next++;
    if (path.length === start + 1) {
      dropped.push(key);
    } else {
      const child = getIndex(value, key, meter);
      if (child !== null)
        value = setIndex(value, key, deleteSorted(child, paths.slice(i, next), start + 1, meter), meter);
    }
    i = next;
  }
  return deleteKeys(value, dropped, meter);
}

function deleteKeys(target: Value, keys: readonly Value[], meter: Meter): Value {
  if (target === null || keys.length === 0) return target;
  if (isArray(target)) return deleteElements(target, keys, meter);
  if (!isObject(target)) fail(`Cannot delete fields from ${typeName(target)}`);
  const copy = copyObject(target);
  meter.object(sizeOf(copy));
  const names: string[] = [];
  for (const key of keys) names.push(typeof key === 'string' ? key : cannotDelete(key));
  dropKeys(copy, names);
  return copy;
}

function cannotDelete(key: Value): never {
  fail(`Cannot delete ${typeName(key)} field of object`);
}

function deleteElements(target: readonly Value[], keys: readonly Value[], meter: Meter): Value {
  const dropped = new Set<number>();
  for (const key of keys) {
    if (isNumber(key)) {
      const index = Math.trunc(toDouble(key));
      dropped.add(index < 0 ? index + target.length : index);
    } else if (isObject(key)) {
      const { from, to } = boundsOf(key);
      const { start, end } = sliceBounds(target.length, from, to);
      meter.work(end - start);
      for (let i = start; i < end; i++) dropped.add(i);
    } else {
      fail(`Cannot delete ${typeName(key)} element of array`);
    }
  }
  meter.elements(target.length);
  return target.filter((_value, index) => !dropped.has(index));
}
