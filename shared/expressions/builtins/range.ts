import { add } from '../arithmetic.ts';
import type { Code, Env } from '../code.ts';
import { forEach, fromRun, pathOfComputed } from '../codes.ts';
import { compare } from '../compare.ts';
import { compileLiteral } from '../compileConstruct.ts';
import { fail } from '../failure.ts';
import { isNumber, toDouble, type Value } from '../value.ts';
import type { Special } from './generators.ts';

function range(from: Code, upTo: Code, by: Code | null): Code {
  return fromRun((env, input, path, emit) => {
    const give = (value: Value): boolean => emit(value, pathOfComputed(value, input, path));
    return forEach(from, env, input, (start) =>
      forEach(upTo, env, input, (end) => {
        if (by !== null) return forEach(by, env, input, (step) => emitRange(env, start, end, step, give));
        if (!isNumber(start) || !isNumber(end)) return fail('Range bounds must be numeric');
        return emitNumbers(env, toDouble(start), toDouble(end), 1, give);
      }),
    );
  });
}

/** Any values that can be compared and added make a range of three, as in jq, where it is a loop in jq. */
function emitRange(env: Env, start: Value, end: Value, step: Value, emit: (value: Value) => boolean): boolean {
  if (typeof start === 'number' && typeof end === 'number' && typeof step === 'number') {
    if (!Number.isNaN(start) && !Number.isNaN(end) && !Number.isNaN(step)) {
      return emitNumbers(env, start, end, step, emit);
    }
  }
  const { meter } = env;
  const direction = Math.sign(compare(step, 0, meter));
  for (let value = start; direction !== 0 && Math.sign(compare(value, end, meter)) === -direction; ) {
    meter.step();
    if (emit(value)) return true;
    value = add(value, step, meter);
  }
  return false;
}

function emitNumbers(env: Env, start: number, end: number, step: number, emit: (value: Value) => boolean): boolean {
  const { meter } = env;
  for (let value = start; step > 0 ? value < end : step < 0 && value > end; value += step) {
    meter.step();
    if (emit(value)) return true;
  }
  return false;
}

const zero = compileLiteral(0);

/** The forms of `range`. */
export const ranges: Readonly<Record<string, Special>> = {
  'range/1': (upTo) => range(zero, upTo, null),
  'range/2': (from, upTo) => range(from, upTo, null),
  'range/3': range,
};
