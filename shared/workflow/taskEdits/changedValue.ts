import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { splitPointer } from '../pointer.ts';

/** A value with the part at a JSON Pointer replaced by what `change` makes of it; the value itself where there is none. */
export function changedAt(value: Json, pointer: string, change: (part: Json) => Json): Json {
  return changed(value, splitPointer(pointer), change);
}

function changed(value: Json, [token, ...rest]: readonly string[], change: (part: Json) => Json): Json {
  if (token === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item: Json, index) => (String(index) === token ? changed(item, rest, change) : item));
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, part]): [string, Json] => [
    key,
    key === token ? changed(part, rest, change) : part,
  ]);
  return Object.fromEntries(entries);
}

/** A map with an entry set, or without it where `value` is null. */
export function withEntry(map: Json, key: string, value: string | null): Json {
  if (!isJsonObject(map)) return map;
  const { [key]: _before, ...others }: JsonObject = map;
  return value === null ? others : { ...others, [key]: value };
}

/** Whether two values say the same; the order of keys does not count. */
export function saysTheSame(one: Json, other: Json): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item: Json, index) => saysTheSame(item, other[index] ?? null));
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return Object.is(one, other);
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && saysTheSame(one[key] ?? null, other[key] ?? null));
}
