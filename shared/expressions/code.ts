import type { Meter } from './meter.ts';
import type { Path } from './path.ts';
import type { MutableObject, Value } from './value.ts';

/**
 * Takes one output and, where paths are tracked, its path (null where they are not).
 * True stops the generator that emits: nobody wants more.
 */
export type Emit = (value: Value, path: Path | null) => boolean;

/** Pushes every output for `input` to `emit`; true if `emit` asked to stop. */
export type Run = (env: Env, input: Value, path: Path | null, emit: Emit) => boolean;

/** The one output for `input`, or undefined for none. Only for expressions that never have two; no paths. */
export type Single = (env: Env, input: Value) => Value | undefined;

/** A compiled expression. `single` does the same as `run` and is much faster, where it exists. */
export interface Code {
  readonly run: Run;
  readonly single: Single | null;
  /** Whether `single` never gives undefined. */
  readonly isExact: boolean;
  /** Its output, where that is the same for every input. */
  readonly constant?: Value;
  /** The fields that it reads one after the other from its input, where it does nothing else: none for `.`. */
  readonly fields?: readonly string[];
  /** How it makes its outputs, where it is `source[] | change`. */
  readonly each?: Each;
  /** How it fills its output, where that is an object with keys that are known. */
  readonly fill?: Fill;
}

/** Puts entries into an object whose keys have the platform's order; false where one of the values has no output. */
export type Fill = (env: Env, input: Value, object: MutableObject) => boolean;

/** Goes through the elements of a value and makes at most one output of each. */
export interface Each {
  readonly source: Single;
  /** Null for the elements themselves. */
  readonly change: Single | null;
}

/** An expression with the environment it was written in: what a parameter of a function holds. */
export interface Closure {
  readonly code: Code;
  readonly env: Env;
}

/** A binding: one variable, one closure or one label, and the bindings around it. Made new for every value. */
export class Env {
  readonly meter: Meter;
  readonly parent: Env | null;
  readonly value: Value;
  readonly closure: Closure | null;

  constructor(meter: Meter, parent: Env | null, value: Value, closure: Closure | null) {
    this.meter = meter;
    this.parent = parent;
    this.value = value;
    this.closure = closure;
  }
}

/** Binds a value inside `env`. */
export function bindValue(env: Env, value: Value): Env {
  return new Env(env.meter, env, value, null);
}

/** Binds a closure inside `parent`. */
export function bindClosure(parent: Env, closure: Closure): Env {
  return new Env(parent.meter, parent, null, closure);
}

/** The environment `levels` bindings further out. */
export function outward(env: Env, levels: number): Env {
  let current = env;
  for (let i = 0; i < levels; i++) current = current.parent as Env;
  return current;
}
