import { elementsOf, isPlainName, readField } from './access.ts';
import type { Code, Each, Env, Run, Single } from './code.ts';
import { lostPath, type Path } from './path.ts';
import type { Value } from './value.ts';

/** Code that has at most one output, or exactly one where `isExact`; its value is no part of the input. */
export function fromSingle(single: Single, isExact: boolean): Code {
  const run: Run = (env, input, path, emit) => {
    const value = single(env, input);
    return value === undefined ? false : emit(value, pathOfComputed(value, input, path));
  };
  return { run, single, isExact };
}

/** Code that gives one value computed by `compute`. */
export function exactly(compute: (env: Env, input: Value) => Value): Code {
  return fromSingle(compute, true);
}

/** Code that may give any number of outputs. */
export function fromRun(run: Run): Code {
  return { run, single: null, isExact: false };
}

/**
 * The path of a computed value: none, unless it is the very input. jq takes the one for the other, so that
 * `path(null // empty)` of null is the root and `path([])` of an array is an error.
 */
export function pathOfComputed(value: Value, input: Value, path: Path | null): Path | null {
  if (path === null) return null;
  return value === input ? path : lostPath;
}

/** Runs `code` for its values alone and hands each to `use`; true if `use` asked to stop. */
export function forEach(code: Code, env: Env, input: Value, use: (value: Value) => boolean): boolean {
  if (code.single !== null) {
    const value = code.single(env, input);
    return value === undefined ? false : use(value);
  }
  return code.each === undefined ? code.run(env, input, null, use) : forEachElement(code.each, env, input, use);
}

function forEachElement({ source, change }: Each, env: Env, input: Value, use: (value: Value) => boolean): boolean {
  const target = source(env, input);
  if (target === undefined) return false;
  const { meter } = env;
  const elements = elementsOf(target);
  if (elements !== target) meter.keys(elements.length);
  for (const element of elements) {
    meter.step();
    const value = change === null ? element : change(env, element);
    if (value !== undefined && use(value)) return true;
  }
  return false;
}

/** The same elements, with a change after the change there is. */
export function eachThen(each: Each | undefined, then: Single | null): { readonly each?: Each } {
  if (each === undefined || then === null) return {};
  const { source, change } = each;
  if (change === null) return { each: { source, change: then } };
  const both: Single = (env, element) => {
    const value = change(env, element);
    return value === undefined ? undefined : then(env, value);
  };
  return { each: { source, change: both } };
}

/** Code that has at most one output, as a part of other code. What is one field of the input is read without a call. */
export interface Operand {
  readonly single: Single;
  /** The field that it reads; null where it does something else. */
  readonly field: string | null;
}

/** Code as an operand; null where it may have more than one output. */
export function operandOf({ single, fields }: Code): Operand | null {
  if (single === null) return null;
  const [field] = fields ?? [];
  const isField = fields?.length === 1 && field !== undefined && isPlainName(field);
  return { single, field: isField ? field : null };
}

/** The output of an operand, or undefined for none. */
export function outputOf({ single, field }: Operand, env: Env, input: Value): Value | undefined {
  return field === null ? single(env, input) : readField(input, field);
}
