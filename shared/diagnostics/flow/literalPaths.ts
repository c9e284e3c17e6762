import type { Expression } from '../../expressions/syntax.ts';

/** Every element of a value (`[]`). */
export const every = Symbol('every');
/** One element that is not told apart from others (`[0]`). */
export const some = Symbol('some');
/** The value itself where a condition holds (`select`). */
export const perhaps = Symbol('perhaps');

/** The steps of a path; a text is a name. */
export type StepPath = readonly (string | typeof every | typeof some | typeof perhaps)[];

/** Most paths that one expression names. */
const maxPaths = 50;

/** The paths that `.a.b[], (.c[] | select(…) | .d)` stands for; null where it is more than that. */
export function pathsOf(node: Expression): readonly StepPath[] | null {
  switch (node.kind) {
    case 'identity':
      return [[]];
    case 'field':
      return extended(pathsOf(node.target), node.name);
    case 'iterate':
      return extended(pathsOf(node.target), every);
    case 'slice':
      return extended(pathsOf(node.target), perhaps);
    case 'index': {
      if (node.index.kind !== 'literal') return null;
      const { value } = node.index;
      return extended(pathsOf(node.target), typeof value === 'string' ? value : some);
    }
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
    case 'call':
      return node.name === 'select' && node.args.length === 1 ? [[perhaps]] : null;
    case 'try':
      return node.handler === null ? extended(pathsOf(node.body), perhaps) : null;
    default:
      return null;
  }
}

function extended(paths: readonly StepPath[] | null, step: StepPath[number]): readonly StepPath[] | null {
  return paths === null ? null : paths.map((path) => [...path, step]);
}

/** The name that a key of an object or pattern writes; null where it is worked out. */
export function keyName(key: Expression): string | null {
  if (key.kind === 'variable') return key.name;
  return key.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
}

/** The path that `["a", 0, "b"]` writes; null where a part of it is worked out. */
export function literalPath(node: Expression): StepPath | null {
  if (node.kind !== 'array') return null;
  return node.body === null ? [] : stepsOf(node.body);
}

/** The paths that `[["a"], ["b", 0]]` writes; null where a part of one is worked out. */
export function literalPathList(node: Expression): readonly StepPath[] | null {
  if (node.kind !== 'array') return null;
  return node.body === null ? [] : listed(node.body);
}

function listed(node: Expression): readonly StepPath[] | null {
  if (node.kind !== 'comma') {
    const path = literalPath(node);
    return path === null ? null : [path];
  }
  const left = listed(node.left);
  const right = listed(node.right);
  return left === null || right === null ? null : [...left, ...right];
}

function stepsOf(node: Expression): StepPath | null {
  if (node.kind === 'literal') return [typeof node.value === 'string' ? node.value : some];
  if (node.kind !== 'comma') return null;
  const left = stepsOf(node.left);
  const right = stepsOf(node.right);
  return left === null || right === null ? null : [...left, ...right];
}
