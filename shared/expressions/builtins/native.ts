import type { Code, Env } from '../code.ts';
import { forEach, fromRun, fromSingle, pathOfComputed } from '../codes.ts';
import type { Value } from '../value.ts';

/** A builtin that computes one value from its input and the values of its arguments. */
export type Native = (input: Value, args: readonly Value[], env: Env) => Value;

/** Builtins by `name/arity`. */
export type NativeTable = Readonly<Record<string, Native>>;

/** Texts up to this length are worked on for the price of the call. */
const freeLength = 1024;

/** A native whose work on a long text counts as steps. */
function metered(native: Native): Native {
  return (input, args, env) => {
    if (typeof input === 'string' && input.length > freeLength) env.evaluation.meter.work(input.length >> 5);
    return native(input, args, env);
  };
}

/** A call of a native: the last argument varies slowest, as in jq. */
export function callNative(unmetered: Native, args: readonly Code[]): Code {
  const native = metered(unmetered);
  const [first, second] = args;
  if (first === undefined) return fromSingle((env, input) => native(input, [], env), true);
  if (args.length === 1 && first.single !== null) {
    const { single } = first;
    return fromSingle((env, input) => {
      const value = single(env, input);
      return value === undefined ? undefined : native(input, [value], env);
    }, first.isExact);
  }
  if (args.length === 2 && first.single !== null && second !== undefined && second.single !== null) {
    const one = first.single;
    const two = second.single;
    const compute = (env: Env, input: Value): Value | undefined => {
      const b = two(env, input);
      const a = b === undefined ? undefined : one(env, input);
      return a === undefined || b === undefined ? undefined : native(input, [a, b], env);
    };
    return fromSingle(compute, first.isExact && second.isExact);
  }
  return cartesian(native, args);
}

function cartesian(native: Native, args: readonly Code[]): Code {
  return fromRun((env, input, path, emit) => {
    const choose = (index: number, chosen: readonly Value[]): boolean => {
      const arg = args[index];
      if (arg === undefined) {
        const value = native(input, chosen, env);
        return emit(value, pathOfComputed(value, input, path));
      }
      return forEach(arg, env, input, (value) => choose(index - 1, [value, ...chosen]));
    };
    return choose(args.length - 1, []);
  });
}
