import { getIndex } from './access.ts';
import { bindValue, type Code, type Env, outward } from './code.ts';
import { forEach, fromRun, fromSingle } from './codes.ts';
import type { Bind } from './compileControl.ts';
import { Failure, fail } from './failure.ts';
import type { Value } from './value.ts';

/** `$name`, bound `levels` bindings further out. */
export function compileVariable(levels: number): Code {
  if (levels === 0) return fromSingle((env) => env.value, true);
  if (levels === 1) return fromSingle((env) => (env.parent as Env).value, true);
  return fromSingle((env) => outward(env, levels).value, true);
}

/** A pattern whose keys are compiled. */
export type PatternCode =
  | { readonly kind: 'variable' }
  | { readonly kind: 'array'; readonly items: readonly PatternCode[] }
  | { readonly kind: 'object'; readonly entries: readonly PatternEntryCode[] };

/** One entry of an object pattern; `hasVariable` binds the value before it is taken apart. */
export interface PatternEntryCode {
  readonly key: Code;
  readonly hasVariable: boolean;
  readonly value: PatternCode | null;
}

/** The binding of one pattern: its variables in the order in which they are written. */
export function bindPattern(pattern: PatternCode): Bind {
  if (pattern.kind === 'variable') return (env, _input, value, use) => use(bindValue(env, value));
  if (pattern.kind === 'array') return bindItems(pattern.items.map(bindPattern));
  return bindEntries(pattern.entries);
}

function bindItems(items: readonly Bind[]): Bind {
  return (env, input, value, use) => {
    const bindFrom = (index: number, inner: Env): boolean => {
      const item = items[index];
      if (item === undefined) return use(inner);
      return item(inner, input, getIndex(value, index, env.meter), (next) => bindFrom(index + 1, next));
    };
    return bindFrom(0, env);
  };
}

function bindEntries(entries: readonly PatternEntryCode[]): Bind {
  const binds = entries.map((entry) => (entry.value === null ? null : bindPattern(entry.value)));
  return (env, input, value, use) => {
    const bindFrom = (index: number, inner: Env): boolean => {
      const entry = entries[index];
      if (entry === undefined) return use(inner);
      return forEach(entry.key, inner, input, (key) => {
        if (typeof key !== 'string') fail((show) => `Cannot index ${show.value(value)} with ${show.value(key)}`);
        const found = getIndex(value, key, env.meter);
        const named = entry.hasVariable ? bindValue(inner, found) : inner;
        const bind = binds[index];
        const next = (deeper: Env): boolean => bindFrom(index + 1, deeper);
        return bind === null || bind === undefined ? next(named) : bind(named, input, found, next);
      });
    };
    return bindFrom(0, env);
  };
}

/** One alternative of `?//`: what it binds, and where each of the body's variables is among that (-1: it stays null). */
export interface AlternativeCode {
  readonly bind: Bind;
  readonly positions: readonly number[];
}

/** Patterns joined by `?//`: the next one is tried when one, or what is done with it, fails. All bind all variables. */
export function bindAlternatives(alternatives: readonly AlternativeCode[]): Bind {
  return (env, input, value, use) => {
    for (const [index, { bind, positions }] of alternatives.entries()) {
      const { depth } = env.meter;
      try {
        return bind(env, input, value, (inner) => use(rebind(env, inner, positions)));
      } catch (error) {
        if (!(error instanceof Failure) || index === alternatives.length - 1) throw error;
        env.meter.depth = depth;
      }
    }
    return false;
  };
}

function rebind(outer: Env, inner: Env, positions: readonly number[]): Env {
  const bound: Value[] = [];
  for (let at = inner; at !== outer; at = at.parent as Env) bound.push(at.value);
  bound.reverse();
  let env = outer;
  for (const position of positions) env = bindValue(env, position < 0 ? null : (bound[position] ?? null));
  return env;
}

/** `source as pattern | body` */
export function compileBind(source: Code, bind: Bind, body: Code, isPlainVariable: boolean): Code {
  if (isPlainVariable && source.single !== null) {
    const first = source.single;
    const second = body.single;
    const run: Code['run'] = (env, input, path, emit) => {
      const value = first(env, input);
      return value === undefined ? false : body.run(bindValue(env, value), input, path, emit);
    };
    if (second === null) return fromRun(run);
    const single: Code['single'] = (env, input) => {
      const value = first(env, input);
      return value === undefined ? undefined : second(bindValue(env, value), input);
    };
    return { run, single, isExact: source.isExact && body.isExact };
  }
  return fromRun((env, input, path, emit) =>
    forEach(source, env, input, (value) => bind(env, input, value, (inner) => body.run(inner, input, path, emit))),
  );
}
