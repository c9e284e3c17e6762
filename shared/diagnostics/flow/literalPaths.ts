import type { Expression } from '../../expressions/syntax.ts';

/** Most paths that one expression names. */
const maxPaths = 50;

/** The paths of names that `.a.b, .c` stands for; null where it is more than that (a position, a filter, a function). */
export function pathsOf(node: Expression): readonly (readonly string[])[] | null {
  switch (node.kind) {
    case 'identity':
      return [[]];
    case 'field':
      return extended(pathsOf(node.target), node.name);
    case 'index':
      return node.index.kind === 'literal' && typeof node.index.value === 'string'
        ? extended(pathsOf(node.target), node.index.value)
        : null;
    case 'comma': {
      const left = pathsOf(node.left);
      const right = pathsOf(node.right);
      return left === null || right === null || left.length + right.length > maxPaths ? null : [...left, ...right];
    }
    case 'pipe': {
      const left = pathsOf(node.left);
      const right = pathsOf(node.right);
      if (left === null || right === null || left.length * right.length > maxPaths) return null;
      return left.flatMap((head) => right.map((tail) => [...head, ...tail]));
    }
    default:
      return null;
  }
}

function extended(paths: readonly (readonly string[])[] | null, name: string): readonly (readonly string[])[] | null {
  return paths === null ? null : paths.map((path) => [...path, name]);
}

/** The name that a key of an object or pattern writes; null where it is worked out. */
export function keyName(key: Expression): string | null {
  if (key.kind === 'variable') return key.name;
  return key.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
}

/** The names and positions (null) of `"a", 0, "b"`; null where one is worked out. */
export function literalNames(node: Expression): (string | null)[] | null {
  if (node.kind === 'literal') return [typeof node.value === 'string' ? node.value : null];
  if (node.kind !== 'comma') return null;
  const left = literalNames(node.left);
  const right = literalNames(node.right);
  return left === null || right === null ? null : [...left, ...right];
}
