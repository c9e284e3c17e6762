import { add } from '../arithmetic.ts';
import type { Code } from '../code.ts';
import { exactly, forEach, fromRun } from '../codes.ts';
import { everything, recurseAllCode } from '../compileAccess.ts';
import { allPaths, compileModify, forEachPath } from '../compileAssign.ts';
import { compileArray } from '../compileConstruct.ts';
import { compilePipe } from '../compileOperators.ts';
import { fail } from '../failure.ts';
import { extendPath, lostPath, type Path } from '../path.ts';
import { deletePaths, getPath, setPath } from '../setPath.ts';
import { isArray, isTrue, type MutableObject, putKey, type Value } from '../value.ts';
import { collectionNatives } from './collections.ts';
import { toText } from './formats.ts';
import type { Special } from './generators.ts';

function computed(path: Path | null): Path | null {
  return path === null ? null : lostPath;
}

function paths(of: Code): Code {
  return fromRun((env, input, path, emit) => forEachPath(of, env, input, (found) => emit(found, computed(path))));
}

/** The condition is asked for the value itself too, though its path is left out: it may fail. */
function pathsBelow(condition: Code | null): Code {
  return fromRun((env, input, path, emit) =>
    forEachPath(recurseAllCode, env, input, (found, value) => {
      const give = (): boolean => found.length > 0 && emit(found, computed(path));
      if (condition === null) return give();
      return forEach(condition, env, value, (met) => isTrue(met) && give());
    }),
  );
}

function getPathCode(argument: Code): Code {
  const run: Code['run'] = (env, input, path, emit) =>
    forEach(argument, env, input, (keys) => {
      if (path === lostPath) fail((show) => `Invalid path expression with result ${show.text(input)}`);
      const value = getPath(input, keys, env.meter);
      if (path === null || !isArray(keys)) return emit(value, path);
      return emit(value, keys.reduce<Path>(extendPath, path));
    });
  const { single } = argument;
  if (single === null) return fromRun(run);
  return {
    run,
    single: (env, input) => {
      const keys = single(env, input);
      return keys === undefined ? undefined : getPath(input, keys, env.meter);
    },
    isExact: argument.isExact,
  };
}

function pick(of: Code): Code {
  return exactly((env, input) => {
    let result: Value = null;
    forEachPath(of, env, input, (found) => {
      result = setPath(result, found, getPath(input, found, env.meter), env.meter);
      return false;
    });
    return result;
  });
}

function remove(of: Code): Code {
  const { fields, single } = of;
  if (fields !== undefined && single !== null)
    return exactly((env, input) => {
      // Fails where the path leads nowhere, as finding it does.
      single(env, input);
      return deletePaths(input, [fields], env.meter);
    });
  return exactly((env, input) => deletePaths(input, allPaths(of, env, input), env.meter));
}

function addOutputs(of: Code): Code {
  return exactly((env, input) => {
    let total: Value = null;
    forEach(of, env, input, (value) => {
      env.meter.step();
      total = add(total, value, env.meter);
      return false;
    });
    return total;
  });
}

function withEntries(change: Code): Code {
  const toEntries = collectionNatives['to_entries/0'];
  const fromEntries = collectionNatives['from_entries/0'];
  if (toEntries === undefined || fromEntries === undefined) throw new Error('with_entries needs both conversions');
  const changed = compileArray(compilePipe(everything, change));
  return compilePipe(
    exactly((env, input) => toEntries(input, env.meter)),
    compilePipe(
      changed,
      exactly((env, input) => fromEntries(input, env.meter)),
    ),
  );
}

/** `INDEX(rows; key)`: every row under each of its keys; a later row takes the place of an earlier one. */
function indexRows(rows: Code, key: Code): Code {
  return exactly((env, input) => {
    const { meter } = env;
    const result: MutableObject = {};
    forEach(rows, env, input, (row) => {
      meter.step();
      return forEach(key, env, row, (value) => {
        meter.elements(1);
        const name = toText(value, meter);
        meter.key(name);
        putKey(result, name, row);
        return false;
      });
    });
    return result;
  });
}

/** Builtins that ask an expression for paths, and those that go through all of a value. */
export const pathFunctions: Readonly<Record<string, Special>> = {
  'path/1': paths,
  'paths/0': () => pathsBelow(null),
  'paths/1': pathsBelow,
  'getpath/1': getPathCode,
  'del/1': remove,
  'pick/1': pick,
  'map/1': (change) => compileArray(compilePipe(everything, change)),
  'map_values/1': (change) => compileModify(everything, change),
  'with_entries/1': withEntries,
  'add/1': addOutputs,
  'INDEX/1': (key) => indexRows(everything, key),
  'INDEX/2': indexRows,
};
