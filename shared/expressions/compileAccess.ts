import { cannotIterate, getField, getIndex, getSlice, isPlainName, readField, sliceKey } from './access.ts';
import type { Code, Emit, Env, Run, Single } from './code.ts';
import { eachThen, forEach, fromRun } from './codes.ts';
import { Failure, fail, stepsOfFailure } from './failure.ts';
import type { Meter } from './meter.ts';
import { extendPath, lostPath, type Path } from './path.ts';
import { isArray, isObject, keysOf, type Value } from './value.ts';

/** `.` */
export const identityCode: Code = {
  run: (_env, input, path, emit) => emit(input, path),
  single: (_env, input) => input,
  isExact: true,
  fields: [],
};

/** One step into a value: what it gives, and by which key. */
interface Step {
  readonly get: (target: Value) => Value;
  readonly key: () => Value;
}

function stepWithPath(step: Step, target: Value, path: Path | null, emit: Emit): boolean {
  if (path === null) return emit(step.get(target), null);
  if (path === lostPath) {
    const key = step.key();
    fail((show) => `Invalid path expression near attempt to access element ${show.text(key)} of ${show.text(target)}`);
  }
  return emit(step.get(target), extendPath(path, step.key()));
}

/** Takes a step whose own failure, unlike that of what comes after it, gives nothing. */
function stepOptionally(step: Step, target: Value, path: Path | null, emit: Emit, meter: Meter): boolean {
  let isBehind = false;
  try {
    return stepWithPath(step, target, path, (value, at) => {
      isBehind = true;
      return emit(value, at);
    });
  } catch (error) {
    if (isBehind || path === lostPath || !(error instanceof Failure)) throw error;
    meter.work(stepsOfFailure);
    return false;
  }
}

function getOptionally(get: (target: Value) => Value, target: Value, meter: Meter): Value | undefined {
  try {
    return get(target);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    meter.work(stepsOfFailure);
    return undefined;
  }
}

/** `.name` */
export function compileField(target: Code, name: string, isOptional: boolean): Code {
  const step: Step = { get: (value) => getField(value, name), key: () => name };
  const take = isOptional ? stepOptionally : stepWithPath;
  const run: Run = (env, input, path, emit) =>
    target.run(env, input, path, (value, at) => take(step, value, at, emit, env.meter));
  if (target.fields !== undefined && !isOptional) {
    const fields = [...target.fields, name];
    return { run, single: fieldsSingle(fields), isExact: true, fields };
  }
  const read = isPlainName(name) ? readField : getField;
  const single = target.single === null ? null : fieldSingle(target.single, (value) => read(value, name), isOptional);
  const each = eachThen(target.each, isOptional ? null : fieldsSingle([name]));
  return { run, single, isExact: target.isExact && !isOptional, ...each };
}

function fieldsSingle(fields: readonly string[]): Single {
  const read = fields.every(isPlainName) ? readField : getField;
  const [first = '', second = ''] = fields;
  if (fields.length === 1) return (_env, input) => read(input, first);
  if (fields.length === 2) return (_env, input) => read(read(input, first), second);
  return (_env, input) => {
    let value = input;
    for (const name of fields) value = read(value, name);
    return value;
  };
}

function fieldSingle(target: Single, read: (target: Value) => Value, isOptional: boolean): Single {
  return (env, input) => {
    const value = target(env, input);
    if (value === undefined) return undefined;
    return isOptional ? getOptionally(read, value, env.meter) : read(value);
  };
}

/** `target[index]`: every index in turn, and for each every target. */
export function compileIndex(target: Code, index: Code, isOptional: boolean): Code {
  const take = isOptional ? stepOptionally : stepWithPath;
  const run: Run = (env, input, path, emit) =>
    forEach(index, env, input, (key) => {
      const step: Step = { get: (value) => getIndex(value, key, env.meter), key: () => key };
      return target.run(env, input, path, (value, at) => take(step, value, at, emit, env.meter));
    });
  if (target.single === null || index.single === null) return fromRun(run);
  const { constant } = index;
  const isPosition = typeof constant === 'number' && Number.isInteger(constant) && constant >= 0 && !isOptional;
  return {
    run,
    single: isPosition ? elementSingle(target.single, constant) : indexSingle(target.single, index.single, isOptional),
    isExact: target.isExact && index.isExact && !isOptional,
  };
}

function elementSingle(target: Single, position: number): Single {
  return (env, input) => {
    const value = target(env, input);
    if (value !== undefined && isArray(value)) return value[position] ?? null;
    return value === undefined ? undefined : getIndex(value, position, env.meter);
  };
}

function indexSingle(target: Single, index: Single, isOptional: boolean): Single {
  return (env, input) => {
    const key = index(env, input);
    if (key === undefined) return undefined;
    const value = target(env, input);
    if (value === undefined) return undefined;
    return isOptional
      ? getOptionally((of) => getIndex(of, key, env.meter), value, env.meter)
      : getIndex(value, key, env.meter);
  };
}

/** `target[from:to]`; a bound that is not written is null. */
export function compileSlice(target: Code, from: Code, to: Code, isOptional: boolean): Code {
  const take = isOptional ? stepOptionally : stepWithPath;
  const run: Run = (env, input, path, emit) =>
    forEach(from, env, input, (start) =>
      forEach(to, env, input, (end) => {
        const get = (value: Value): Value => getSlice(value, start, end, env.meter);
        const step: Step = { get, key: () => sliceKey(start, end) };
        return target.run(env, input, path, (value, at) => take(step, value, at, emit, env.meter));
      }),
    );
  if (target.single === null || from.single === null || to.single === null || isOptional) return fromRun(run);
  const isExact = target.isExact && from.isExact && to.isExact;
  return { run, single: sliceSingle(target.single, from.single, to.single), isExact };
}

function sliceSingle(target: Single, from: Single, to: Single): Single {
  return (env, input) => {
    const start = from(env, input);
    const end = start === undefined ? undefined : to(env, input);
    const value = end === undefined ? undefined : target(env, input);
    return value === undefined ? undefined : getSlice(value, start ?? null, end ?? null, env.meter);
  };
}

/** `target[]` */
export function compileIterate(target: Code, isOptional: boolean): Code {
  const { single } = target;
  const run: Run = (env, input, path, emit) =>
    target.run(env, input, path, (value, at) => {
      if (isOptional && at !== lostPath && !isArray(value) && !isObject(value)) return false;
      return iterate(env, value, at, emit);
    });
  return single === null || isOptional ? fromRun(run) : { ...fromRun(run), each: { source: single, change: null } };
}

/** `.[]` */
export const everything: Code = compileIterate(identityCode, false);

/** Emits everything in an array or object. */
function iterate(env: Env, target: Value, path: Path | null, emit: Emit): boolean {
  if (path === lostPath) {
    fail((show) => `Invalid path expression near attempt to iterate through ${show.text(target)}`);
  }
  const { meter } = env;
  if (isArray(target)) {
    for (let i = 0; i < target.length; i++) {
      meter.step();
      if (emit(target[i] ?? null, path === null ? null : extendPath(path, i))) return true;
    }
    return false;
  }
  if (!isObject(target)) return cannotIterate(target);
  const keys = keysOf(target);
  meter.keys(keys.length);
  for (const key of keys) {
    meter.step();
    if (emit(target[key] ?? null, path === null ? null : extendPath(path, key))) return true;
  }
  return false;
}

/** One value that is still to be visited. */
interface Visit {
  readonly value: Value;
  readonly path: Path | null;
}

/** `..`: the input and everything in it, parents first. With a stack of its own, for values may be nested deeply. */
export const recurseAllCode: Code = fromRun((env, input, path, emit) => {
  const { meter } = env;
  const pending: Visit[] = [{ value: input, path }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    meter.step();
    const { value, path: at } = next;
    if (emit(value, at)) return true;
    if (isArray(value)) {
      meter.work(value.length >> 3);
      for (let i = value.length - 1; i >= 0; i--) pending.push({ value: value[i] ?? null, path: extend(at, i) });
    } else if (isObject(value)) {
      const keys = keysOf(value);
      meter.keys(keys.length);
      for (let i = keys.length - 1; i >= 0; i--) {
        const key = keys[i] ?? '';
        pending.push({ value: value[key] ?? null, path: extend(at, key) });
      }
    }
  }
  return false;
});

function extend(path: Path | null, key: Value): Path | null {
  return path === null || path === lostPath ? path : extendPath(path, key);
}
