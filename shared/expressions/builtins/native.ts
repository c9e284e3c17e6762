import type { Code, Env } from '../code.ts';
import { forEach, fromRun, fromSingle, operandOf, outputOf, pathOfComputed } from '../codes.ts';
import type { Meter } from '../meter.ts';
import type { Value } from '../value.ts';

/** A builtin that computes one value from its input and the values of its arguments, of which it is given as many as its signature says. */
export type Native = (input: Value, meter: Meter, ...args: Value[]) => Value;

/** Builtins by `name/arity`. */
export type NativeTable = Readonly<Record<string, Native>>;

/** Texts up to this length are worked on for the price of the call. */
const freeLength = 1024;

/** The meter for a native that gets `input`: work on a long text counts as steps. */
function meterFor(input: Value, { meter }: Env): Meter {
  if (typeof input === 'string' && input.length > freeLength) meter.work(input.length >> 5);
  return meter;
}

/** A call of a native: the last argument varies slowest, as in jq. */
export function callNative(native: Native, args: readonly Code[]): Code {
  const [first, second] = args;
  if (first === undefined) return fromSingle((env, input) => native(input, meterFor(input, env)), true);
  const one = operandOf(first);
  const two = second === undefined ? null : operandOf(second);
  if (args.length === 1 && one !== null) {
    const { constant } = first;
    if (constant !== undefined) return fromSingle((env, input) => native(input, meterFor(input, env), constant), true);
    return fromSingle((env, input) => {
      const value = outputOf(one, env, input);
      return value === undefined ? undefined : native(input, meterFor(input, env), value);
    }, first.isExact);
  }
  if (args.length === 2 && one !== null && two !== null) {
    const compute = (env: Env, input: Value): Value | undefined => {
      const b = outputOf(two, env, input);
      const a = b === undefined ? undefined : outputOf(one, env, input);
      return a === undefined || b === undefined ? undefined : native(input, meterFor(input, env), a, b);
    };
    return fromSingle(compute, first.isExact && second?.isExact === true);
  }
  return cartesian(native, args);
}

function cartesian(native: Native, args: readonly Code[]): Code {
  return fromRun((env, input, path, emit) => {
    const choose = (index: number, chosen: readonly Value[]): boolean => {
      const arg = args[index];
      if (arg === undefined) {
        const value = native(input, meterFor(input, env), ...chosen);
        return emit(value, pathOfComputed(value, input, path));
      }
      return forEach(arg, env, input, (value) => choose(index - 1, [value, ...chosen]));
    };
    return choose(args.length - 1, []);
  });
}
