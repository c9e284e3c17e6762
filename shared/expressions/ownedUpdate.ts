import type { Meter } from './meter.ts';
import { type Update, updatePath } from './setPath.ts';
import {
  copyObject,
  getKey,
  isArray,
  isNumber,
  isObject,
  type MutableObject,
  putAll,
  putKey,
  sizeOf,
  toDouble,
  type Value,
} from './value.ts';

/**
 * The arrays and objects that one running update made itself and that nobody else has seen: these it may change in place.
 * Without it a fold that grows a value would copy all of it at each step.
 * Whoever lets a value out that may hold one of them has to `clear` it first.
 */
export class Owned {
  /** Most updates never own anything. */
  #values: Set<Value> | null = null;

  has(value: Value): boolean {
    return this.#values?.has(value) ?? false;
  }

  add(value: Value): void {
    this.#values ??= new Set();
    this.#values.add(value);
  }

  clear(): void {
    this.#values?.clear();
  }
}

type Container = Value[] | MutableObject;

/** `updatePath`, but what is owned is changed in place and what is copied becomes owned. */
export function updateOwned(root: Value, path: readonly Value[], update: Update, owned: Owned, meter: Meter): Value {
  if (!isPlainPath(root, path)) {
    owned.clear();
    return updatePath(root, path, update, meter);
  }
  // The new value first: where that fails, nothing was changed.
  const old = valueAt(root, path);
  const value = update(old);
  if (value === undefined) return root;
  if (path.length === 0) return value;
  const top = own(root, path[0] ?? null, owned, meter);
  let container = top;
  for (let i = 0; i < path.length - 1; i++) {
    const child = own(childOf(container, path[i] ?? null), path[i + 1] ?? null, owned, meter);
    put(container, path[i] ?? null, child, meter);
    container = child;
  }
  put(container, path[path.length - 1] ?? null, value, meter);
  return top;
}

/** Whether every key fits what it is looked up in, and no array has to grow by more than one element. */
function isPlainPath(root: Value, path: readonly Value[]): boolean {
  let value = root;
  for (const key of path) {
    if (typeof key === 'string') {
      if (value !== null && !isObject(value)) return false;
      value = value === null ? null : getKey(value, key);
    } else {
      if (!isNumber(key) || (value !== null && !isArray(value))) return false;
      const index = toDouble(key);
      const length = value === null ? 0 : value.length;
      if (!Number.isInteger(index) || index < 0 || index > length) return false;
      value = value === null ? null : (value[index] ?? null);
    }
  }
  return path.length <= maxPlainLength;
}

const maxPlainLength = 1000;

function valueAt(root: Value, path: readonly Value[]): Value {
  let value = root;
  for (const key of path) value = value === null ? null : childOf(value as Container, key);
  return value;
}

function childOf(container: Container, key: Value): Value {
  if (Array.isArray(container)) return container[Number(key)] ?? null;
  return getKey(container, String(key));
}

function own(value: Value, key: Value, owned: Owned, meter: Meter): Container {
  if (owned.has(value)) return value as Container;
  const copy = copyOf(value, key);
  if (Array.isArray(copy)) meter.elements(copy.length + 1);
  else meter.object(sizeOf(copy));
  owned.add(copy);
  return copy;
}

function copyOf(value: Value, key: Value): Container {
  if (value === null) return typeof key === 'string' ? {} : [];
  return isArray(value) ? [...value] : copyObject(value as MutableObject);
}

function put(container: Container, key: Value, value: Value, meter: Meter): void {
  if (Array.isArray(container)) {
    meter.elements(1);
    container[Number(key)] = value;
  } else {
    meter.entries(1);
    putKey(container, String(key), value);
  }
}

/** `root + addition` where `root` may be changed in place if it is owned; null where that is no matter of this. */
export function appendOwned(root: Value, addition: Value, owned: Owned, meter: Meter): Value | null {
  if (isArray(root) && isArray(addition)) {
    const target = own(root, 0, owned, meter) as Value[];
    meter.elements(addition.length);
    for (const item of addition) target.push(item);
    return target;
  }
  if (isObject(root) && isObject(addition)) {
    const target = own(root, '', owned, meter) as MutableObject;
    meter.entries(putAll(target, addition));
    return target;
  }
  return null;
}
