import type { Code, Env } from './code.ts';
import { exactly, forEach, fromRun, pathOfComputed } from './codes.ts';
import { operationOf } from './compileOperators.ts';
import { fail } from './failure.ts';
import { type Owned, updateOwned } from './ownedUpdate.ts';
import { lostPath, pathToArray, rootPath } from './path.ts';
import { deletePaths } from './setPath.ts';
import type { AssignOperator, BinaryOperator } from './syntax.ts';
import { isTrue, type Value } from './value.ts';

/** Runs `code` for the paths of its outputs. */
export function forEachPath(
  code: Code,
  env: Env,
  input: Value,
  use: (path: Value[], value: Value) => boolean,
): boolean {
  return code.run(env, input, rootPath, (value, path) => {
    if (path === null || path === lostPath) fail((show) => `Invalid path expression with result ${show.text(value)}`);
    return use(pathToArray(path), value);
  });
}

/** The paths of all outputs of `code`. */
export function allPaths(code: Code, env: Env, input: Value): Value[][] {
  const paths: Value[][] = [];
  forEachPath(code, env, input, (path) => {
    env.meter.elements(path.length + 1);
    paths.push(path);
    return false;
  });
  return paths;
}

/** `left op right` for every assignment operator. */
export function compileAssignment(operator: AssignOperator, left: Code, right: Code): Code {
  if (operator === '|=') return compileModify(left, right);
  const combine = combineOf(operator);
  return fromRun((env, input, path, emit) =>
    forEach(right, env, input, (value) => {
      const { meter } = env;
      const owned: Owned = new Set();
      let result = input;
      forEachPath(left, env, input, (at) => {
        meter.step();
        result = updateOwned(
          result,
          at,
          (old) => (combine === null ? value : combine(old, value, meter)),
          owned,
          meter,
        );
        return false;
      });
      return emit(result, pathOfComputed(result, input, path));
    }),
  );
}

function combineOf(operator: Exclude<AssignOperator, '|='>): ReturnType<typeof operationOf> | null {
  if (operator === '=') return null;
  if (operator === '//=') return (old, value) => (isTrue(old) ? old : value);
  return operationOf(operator.slice(0, -1) as BinaryOperator);
}

/** `left |= update`: the first output of `update` counts; where it has none, the path is deleted. */
export function compileModify(left: Code, update: Code): Code {
  return exactly((env, input) => modify(env, input, left, update));
}

function modify(env: Env, input: Value, left: Code, update: Code): Value {
  const { meter } = env;
  const owned: Owned = new Set();
  const emptied: Value[] = [];
  let result = input;
  forEachPath(left, env, input, (at) => {
    meter.step();
    const change = (old: Value): Value | undefined => {
      // The update may keep what it is given, even twice.
      if (owned.has(old)) owned.clear();
      const replacement = firstOf(update, env, old);
      if (replacement === undefined) emptied.push(at);
      return replacement;
    };
    result = updateOwned(result, at, change, owned, meter);
    return false;
  });
  return emptied.length === 0 ? result : deletePaths(result, emptied, meter);
}

/** The first output of `code`, or undefined. */
export function firstOf(code: Code, env: Env, input: Value): Value | undefined {
  if (code.single !== null) return code.single(env, input);
  let first: Value | undefined;
  code.run(env, input, null, (value) => {
    first = value;
    return true;
  });
  return first;
}
