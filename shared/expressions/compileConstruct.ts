import { join } from './arithmetic.ts';
import type { Formatter } from './builtins/formats.ts';
import type { Code, Env, Single } from './code.ts';
import { forEach, fromRun, fromSingle, pathOfComputed } from './codes.ts';
import { fail } from './failure.ts';
import { lostPath } from './path.ts';
import { copyObject, isInheritedOrIndex, type MutableObject, putKey, type Value } from './value.ts';

/** A constant. */
export function compileLiteral(value: Value): Code {
  return { ...fromSingle(() => value, true), constant: value };
}

/** `[body]` */
export function compileArray(body: Code): Code {
  const single: Single = (env, input) => {
    const items: Value[] = [];
    const { meter } = env;
    meter.elements(2);
    forEach(body, env, input, (value) => {
      meter.elements(1);
      items.push(value);
      return false;
    });
    return items;
  };
  return fromSingle(single, true);
}

/** `"text \(body)"`, each body written by `format`: the last interpolation varies slowest, as in jq. */
export function compileString(parts: readonly (string | Code)[], format: Formatter): Code {
  const singles = parts.map((part) => (typeof part === 'string' ? part : part.single));
  if (singles.every((single) => single !== null)) {
    const isExact = parts.every((part) => typeof part === 'string' || part.isExact);
    return fromSingle((env, input) => joinSingles(env, input, singles, format), isExact);
  }
  return fromRun((env, input, path, emit) => {
    const { meter } = env;
    const finish = (index: number, text: string): boolean => {
      if (index < 0) return emit(text, pathOfComputed(text, input, path));
      const part = parts[index] ?? '';
      if (typeof part === 'string') return finish(index - 1, join(part, text, meter));
      return forEach(part, env, input, (value) => finish(index - 1, join(format(value, meter), text, meter)));
    };
    return finish(parts.length - 1, '');
  });
}

function joinSingles(
  env: Env,
  input: Value,
  parts: readonly (string | Single)[],
  format: Formatter,
): string | undefined {
  const { meter } = env;
  let text = '';
  for (const part of parts) {
    const value = typeof part === 'string' ? part : part(env, input);
    if (value === undefined) return undefined;
    text = join(text, typeof part === 'string' ? part : format(value, meter), meter);
  }
  return text;
}

/** One entry of an object under construction. */
export interface EntryCode {
  readonly key: string | Code;
  readonly value: Code;
}

/** `{key: value}`: the first entry varies slowest. */
export function compileObject(entries: readonly EntryCode[]): Code {
  const isSimple = entries.every(({ key, value }) => isPlainKey(key) && value.single !== null);
  if (isSimple) return compileSimpleObject(entries);
  return fromRun((env, input, path, emit) => {
    const at = path === null ? null : lostPath;
    const fill = (index: number, object: MutableObject): boolean => {
      const entry = entries[index];
      if (entry === undefined) {
        env.meter.elements(entries.length + 1);
        return emit(object, at);
      }
      return forEachKey(env, input, entry.key, (key) =>
        forEach(entry.value, env, input, (value) => {
          const extended = copyObject(object);
          putKey(extended, key, value);
          return fill(index + 1, extended);
        }),
      );
    };
    return fill(0, {});
  });
}

function isPlainKey(key: string | Code): boolean {
  return typeof key === 'string' && !isInheritedOrIndex(key);
}

function forEachKey(env: Env, input: Value, key: string | Code, use: (key: string) => boolean): boolean {
  if (typeof key === 'string') return use(key);
  return forEach(key, env, input, (value) => {
    if (typeof value !== 'string') fail((show) => `Cannot use ${show.value(value)} as object key`);
    return use(value);
  });
}

/** An object whose keys are known and harmless and whose values are single: filled without detours. */
function compileSimpleObject(entries: readonly EntryCode[]): Code {
  const keys = entries.map(({ key }) => String(key));
  const values = entries.map(({ value }) => value.single as Single);
  const isExact = entries.every(({ value }) => value.isExact);
  const single: Single = (env, input) => {
    env.meter.elements(keys.length + 1);
    const object: MutableObject = {};
    for (let i = 0; i < keys.length; i++) {
      const value = (values[i] as Single)(env, input);
      if (value === undefined) return undefined;
      object[keys[i] as string] = value;
    }
    return object;
  };
  return fromSingle(single, isExact);
}
