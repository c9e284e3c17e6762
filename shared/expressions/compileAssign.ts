import type { Operation } from './arithmetic.ts';
import type { Code, Env, Single } from './code.ts';
import { exactly, forEach, fromRun, fromSingle, pathOfComputed } from './codes.ts';
import { operationOf } from './compileOperators.ts';
import { fail } from './failure.ts';
import { Owned, updateOwned } from './ownedUpdate.ts';
import { lostPath, pathToArray, rootPath } from './path.ts';
import { deletePaths, updatePath } from './setPath.ts';
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
    const keys = pathToArray(path);
    env.meter.elements(keys.length);
    return use(keys, value);
  });
}

/** The paths of all outputs of `code`. */
export function allPaths(code: Code, env: Env, input: Value): Value[][] {
  const paths: Value[][] = [];
  forEachPath(code, env, input, (path) => {
    env.meter.elements(1);
    paths.push(path);
    return false;
  });
  return paths;
}

/** `left op right` for every assignment operator. */
export function compileAssignment(operator: AssignOperator, left: Code, right: Code): Code {
  if (operator === '|=') return compileModify(left, right);
  const combine = combineOf(operator);
  if (left.fields !== undefined && right.single !== null) {
    return fromSingle(assignFields(left.fields, right.single, combine), right.isExact);
  }
  return fromRun((env, input, path, emit) =>
    forEach(right, env, input, (value) => {
      const { meter } = env;
      const owned = new Owned();
      let result = input;
      forEachPath(left, env, input, (at) => {
        meter.step();
        result = updateOwned(result, at, (old) => combine(old, value, meter), owned, meter);
        return false;
      });
      return emit(result, pathOfComputed(result, input, path));
    }),
  );
}

function combineOf(operator: Exclude<AssignOperator, '|='>): Operation {
  if (operator === '=') return (_old, value) => value;
  if (operator === '//=') return (old, value) => (isTrue(old) ? old : value);
  return operationOf(operator.slice(0, -1) as BinaryOperator);
}

/** An assignment to one field, which needs no path: the objects on the way to it are copied. */
function assignFields(fields: readonly string[], right: Single, combine: Operation): Single {
  return (env, input) => {
    const value = right(env, input);
    if (value === undefined) return undefined;
    const { meter } = env;
    meter.step();
    return updatePath(input, fields, (old) => combine(old, value, meter), meter);
  };
}

/** `left |= update`: the first output of `update` counts; where it has none, the path is deleted. */
export function compileModify(left: Code, update: Code): Code {
  const { fields } = left;
  if (fields !== undefined) return exactly((env, input) => modifyFields(env, input, fields, update));
  return exactly((env, input) => modify(env, input, left, update));
}

function modifyFields(env: Env, input: Value, fields: readonly string[], update: Code): Value {
  const { meter } = env;
  meter.step();
  let isGone = false;
  const change = (old: Value): Value | undefined => {
    const replacement = firstOf(update, env, old);
    isGone = replacement === undefined;
    return replacement;
  };
  const result = updatePath(input, fields, change, meter);
  return isGone ? deletePaths(input, [fields], meter) : result;
}

function modify(env: Env, input: Value, left: Code, update: Code): Value {
  const { meter } = env;
  const owned = new Owned();
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
