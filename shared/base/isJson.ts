import type { Json } from './json.ts';

interface Open {
  readonly value: unknown;
  readonly depth: number;
}

/** Most lists and objects that are looked at: a value that shares parts with itself can stand for any number of them. */
const maxContainers = 4_000_000;

/**
 * Whether a value is JSON and nested no deeper than `maxDepth` (a scalar has depth 0). Without recursion, so that no value,
 * however deep, is more than a refusal; a value that contains itself is too deep.
 */
export function isJson(root: unknown, maxDepth: number): root is Json {
  const open: Open[] = [{ value: root, depth: 0 }];
  let containers = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (isScalar(value)) continue;
    const members = membersOf(value);
    containers += 1;
    if (members === null || depth >= maxDepth || containers > maxContainers) return false;
    for (const member of members) {
      // Scalars are most of any value: they are not worth an entry.
      if (!isScalar(member)) open.push({ value: member, depth: depth + 1 });
    }
  }
  return true;
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** The members of a list or a plain object; null for anything else. */
function membersOf(value: unknown): readonly unknown[] | null {
  // Array.from makes the holes of a sparse list visible: they are no JSON.
  if (Array.isArray(value)) return Array.from(value);
  // Objects of another realm have another prototype, so the tag tells a plain one.
  const isPlain = typeof value === 'object' && Object.prototype.toString.call(value) === '[object Object]';
  return isPlain && value !== null ? Object.values(value) : null;
}
