import type { Value } from './value.ts';

/** The path of a value, as a list from its last key to the root. */
export interface Path {
  readonly parent: Path | null;
  readonly key: Value;
}

/** The path of the input itself. */
export const rootPath: Path = { parent: null, key: null };

/** Marks a value that is not part of the input: it has no path, and asking for one is an error. */
export const lostPath: Path = { parent: null, key: null };

/** The path of what is under `key`. */
export function extendPath(parent: Path, key: Value): Path {
  return { parent, key };
}

/** A path as jq shows it: an array of keys. */
export function pathToArray(path: Path): Value[] {
  const keys: Value[] = [];
  for (let at = path; at.parent !== null; at = at.parent) keys.push(at.key);
  return keys.reverse();
}
