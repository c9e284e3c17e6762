import { join } from './arithmetic.ts';
import type { Formatter } from './builtins/formats.ts';
import type { Code, Env, Fill, Single } from './code.ts';
import { forEach, fromRun, fromSingle, type Operand, operandOf, outputOf, pathOfComputed } from './codes.ts';
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

/** A hole of a string: what fills it, and the text up to the next hole. */
interface Hole {
  readonly body: Code;
  tail: string;
}

/** `"text \(body)"`, each body written by `format`: the last one varies slowest, as in jq. */
export function compileString(parts: readonly (string | Code)[], format: Formatter): Code {
  const { head, holes } = holesOf(parts);
  const bodies = holes.map(({ body }) => operandOf(body));
  if (bodies.every((body) => body !== null)) {
    const tails = holes.map(({ tail }) => tail);
    const isExact = holes.every(({ body }) => body.isExact);
    return fromSingle((env, input) => fillHoles(env, input, head, bodies, tails, format), isExact);
  }
  return fromRun((env, input, path, emit) => {
    const { meter } = env;
    const fill = (index: number, end: string): boolean => {
      const hole = holes[index];
      if (hole === undefined) {
        const text = join(head, end, meter);
        return emit(text, pathOfComputed(text, input, path));
      }
      return forEach(hole.body, env, input, (value) =>
        fill(index - 1, join(format(value, meter), join(hole.tail, end, meter), meter)),
      );
    };
    return fill(holes.length - 1, '');
  });
}

function holesOf(parts: readonly (string | Code)[]): { head: string; holes: readonly Hole[] } {
  let head = '';
  const holes: Hole[] = [];
  for (const part of parts) {
    const last = holes.at(-1);
    if (typeof part !== 'string') holes.push({ body: part, tail: '' });
    else if (last === undefined) head += part;
    else last.tail += part;
  }
  return { head, holes };
}

function fillHoles(
  env: Env,
  input: Value,
  head: string,
  bodies: readonly Operand[],
  tails: readonly string[],
  format: Formatter,
): string | undefined {
  const { meter } = env;
  let text = head;
  for (let i = 0; i < bodies.length; i++) {
    const value = outputOf(bodies[i] as Operand, env, input);
    if (value === undefined) return undefined;
    const filled = format(value, meter) + (tails[i] as string);
    meter.joinedText(text.length, filled.length);
    text += filled;
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
  if (entries.every(({ key, value }) => isSingleKey(key) && value.single !== null)) {
    return entries.every(({ key }) => isPlainKey(key)) ? compileSimpleObject(entries) : compileKeyedObject(entries);
  }
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

function isSingleKey(key: string | Code): boolean {
  return typeof key === 'string' || key.single !== null;
}

function forEachKey(env: Env, input: Value, key: string | Code, use: (key: string) => boolean): boolean {
  if (typeof key === 'string') return use(key);
  return forEach(key, env, input, (value) => use(checkedKey(value, env)));
}

function checkedKey(value: Value, { meter }: Env): string {
  if (typeof value !== 'string') fail((show) => `Cannot use ${show.value(value)} as object key`);
  meter.key(value);
  return value;
}

/** An object whose keys are known and harmless and whose values are single: filled without detours. */
function compileSimpleObject(entries: readonly EntryCode[]): Code {
  const keys = entries.map(({ key }) => String(key));
  const values = entries.map(({ value }) => operandOf(value) as Operand);
  const isExact = entries.every(({ value }) => value.isExact);
  const fill: Fill = (env, input, object) => {
    env.meter.elements(keys.length + 1);
    for (let i = 0; i < keys.length; i++) {
      const value = outputOf(values[i] as Operand, env, input);
      if (value === undefined) return false;
      object[keys[i] as string] = value;
    }
    return true;
  };
  const single: Single = (env, input) => {
    const object: MutableObject = {};
    return fill(env, input, object) ? object : undefined;
  };
  return { ...fromSingle(single, isExact), fill };
}

/** An object whose values are single, and so are its keys, which are any or computed. */
function compileKeyedObject(entries: readonly EntryCode[]): Code {
  const members = entries.map(({ key, value }) => ({
    key: typeof key === 'string' ? key : (operandOf(key) as Operand),
    value: operandOf(value) as Operand,
  }));
  const isExact = entries.every(({ key, value }) => value.isExact && (typeof key === 'string' || key.isExact));
  return fromSingle((env, input) => {
    env.meter.elements(members.length + 1);
    const object: MutableObject = {};
    for (const { key, value } of members) {
      const name = typeof key === 'string' ? key : outputOf(key, env, input);
      if (name === undefined) return undefined;
      const checked = checkedKey(name, env);
      const member = outputOf(value, env, input);
      if (member === undefined) return undefined;
      putKey(object, checked, member);
    }
    return object;
  }, isExact);
}
