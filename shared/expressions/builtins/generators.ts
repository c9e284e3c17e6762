import { subtract } from '../arithmetic.ts';
import type { Code, Env, Run } from '../code.ts';
import { forEach, fromRun, fromSingle } from '../codes.ts';
import { compare, equals } from '../compare.ts';
import { everything, identityCode, recurseAllCode } from '../compileAccess.ts';
import { firstOf } from '../compileAssign.ts';
import { enterCall } from '../compileCall.ts';
import { Failure, fail } from '../failure.ts';
import { HaltSignal } from '../haltSignal.ts';
import type { Path } from '../path.ts';
import { isNumber, isTrue, toDouble, type Value } from '../value.ts';

/** Builds the code of a builtin from the code of its arguments. */
export type Special = (...args: Code[]) => Code;

/**
 * How many outputs `name` is to take. jq compares it with 0 and counts it down, so that what is below all numbers is negative to it
 * and what is above them fails at the first output, for which {@link countDown} is.
 */
function count(value: Value, name: string, { meter }: Env): number {
  if (compare(value, 0, meter) < 0) fail(`${name} doesn't support negative ${name === 'nth' ? 'indices' : 'count'}`);
  return isNumber(value) ? toDouble(value) : Number.POSITIVE_INFINITY;
}

function countDown(value: Value, env: Env): void {
  if (!isNumber(value)) subtract(value, 1, env.meter);
}

function select(condition: Code): Code {
  const run: Run = (env, input, path, emit) =>
    forEach(condition, env, input, (value) => (isTrue(value) ? emit(input, path) : false));
  const test = condition.single;
  if (test === null) return fromRun(run);
  const single: Code['single'] = (env, input) => {
    const value = test(env, input);
    return value !== undefined && isTrue(value) ? input : undefined;
  };
  return { run, single, isExact: false };
}

function first(generator: Code): Code {
  const run: Run = (env, input, path, emit) => {
    let found = false;
    let value: Value = null;
    let at: Path | null = null;
    generator.run(env, input, path, (output, outputPath) => {
      found = true;
      value = output;
      at = outputPath;
      return true;
    });
    return found ? emit(value, at) : false;
  };
  return { run, single: (env, input) => firstOf(generator, env, input), isExact: false };
}

function last(generator: Code): Code {
  return fromRun((env, input, path, emit) => {
    let found = false;
    let value: Value = null;
    let at: Path | null = null;
    generator.run(env, input, path, (output, outputPath) => {
      found = true;
      value = output;
      at = outputPath;
      return false;
    });
    return found ? emit(value, at) : false;
  });
}

function limit(amount: Code, generator: Code): Code {
  return fromRun((env, input, path, emit) =>
    forEach(amount, env, input, (value) => {
      const wanted = count(value, 'limit', env);
      if (wanted === 0) return false;
      let seen = 0;
      let isStopped = false;
      generator.run(env, input, path, (output, at) => {
        countDown(value, env);
        seen++;
        isStopped = emit(output, at);
        return isStopped || seen >= wanted;
      });
      return isStopped;
    }),
  );
}

function skip(amount: Code, generator: Code): Code {
  return skipping(amount, generator, 'skip');
}

function skipping(amount: Code, generator: Code, name: string): Code {
  return fromRun((env, input, path, emit) =>
    forEach(amount, env, input, (value) => {
      const dropped = count(value, name, env);
      let seen = 0;
      return generator.run(env, input, path, (output, at) => {
        countDown(value, env);
        return ++seen > dropped ? emit(output, at) : false;
      });
    }),
  );
}

function nth(amount: Code, generator: Code): Code {
  return fromRun((env, input, path, emit) =>
    forEach(amount, env, input, (value) =>
      first(
        skipping(
          fromSingle(() => value, true),
          generator,
          'nth',
        ),
      ).run(env, input, path, emit),
    ),
  );
}

/** Calls of a generator within itself that use the machine's stack. */
function nested(env: Env, run: () => boolean): boolean {
  enterCall(env);
  const stopped = run();
  env.meter.depth--;
  return stopped;
}

function recurse(step: Code): Code {
  const next = step.single;
  if (next !== null && step.isExact === false)
    return fromRun((env, input, path, emit) =>
      path === null ? chain(env, input, next, emit) : tree(step)(env, input, path, emit),
    );
  return fromRun(tree(step));
}

/** A recursion with at most one child each needs no stack. */
function chain(env: Env, input: Value, next: NonNullable<Code['single']>, emit: Parameters<Run>[3]): boolean {
  let value: Value | undefined = input;
  while (value !== undefined) {
    env.meter.step();
    if (emit(value, null)) return true;
    value = next(env, value);
  }
  return false;
}

function tree(step: Code): Run {
  const visit: Run = (env, input, path, emit) =>
    emit(input, path) || nested(env, () => step.run(env, input, path, (value, at) => visit(env, value, at, emit)));
  return visit;
}

/** `repeat(generator)`: the generator's outputs for the same input, again and again. */
function repeat(generator: Code): Code {
  return fromRun((env, input, path, emit) => {
    for (;;) {
      env.meter.step();
      if (generator.run(env, input, path, emit)) return true;
    }
  });
}

function whileTrue(condition: Code, update: Code): Code {
  const visit: Run = (env, input, path, emit) => {
    const go = (): boolean =>
      emit(input, path) || nested(env, () => update.run(env, input, path, (value, at) => visit(env, value, at, emit)));
    return forEach(condition, env, input, (value) => (isTrue(value) ? go() : false));
  };
  const next = update.single;
  const test = condition.single;
  if (next === null || test === null) return fromRun(visit);
  return fromRun((env, input, path, emit) => {
    if (path !== null) return visit(env, input, path, emit);
    const bounded: NonNullable<Code['single']> = (inner, value) => {
      const follower = next(inner, value);
      return follower !== undefined && isTrue(test(inner, follower) ?? false) ? follower : undefined;
    };
    return isTrue(test(env, input) ?? false) ? chain(env, input, bounded, emit) : false;
  });
}

function until(condition: Code, update: Code): Code {
  const visit: Run = (env, input, path, emit) =>
    forEach(condition, env, input, (value) =>
      isTrue(value)
        ? emit(input, path)
        : nested(env, () => update.run(env, input, path, (next, at) => visit(env, next, at, emit))),
    );
  const test = condition.single;
  const next = update.single;
  if (test === null || next === null) return fromRun(visit);
  const single: NonNullable<Code['single']> = (env, input) => {
    let value = input;
    for (;;) {
      env.meter.step();
      const met = test(env, value);
      if (met === undefined) return undefined;
      if (isTrue(met)) return value;
      const follower = next(env, value);
      if (follower === undefined) return undefined;
      value = follower;
    }
  };
  return fromSingle(single, false);
}

/** Whether any (or, for `wanted` false, not all) of a generator's outputs meet a condition. */
function quantifier(generator: Code, condition: Code, wanted: boolean): Code {
  return fromSingle((env, input) => {
    let isFound = false;
    forEach(generator, env, input, (value) =>
      forEach(condition, env, value, (met) => {
        isFound ||= isTrue(met) === wanted;
        return isFound;
      }),
    );
    return isFound === wanted;
  }, true);
}

function isEmpty(generator: Code): Code {
  return fromSingle((env, input) => {
    let isFound = false;
    forEach(generator, env, input, () => {
      isFound = true;
      return true;
    });
    return !isFound;
  }, true);
}

function among(source: Code, values: Code): Code {
  return fromSingle((env, input) => {
    let isFound = false;
    forEach(source, env, input, (a) =>
      forEach(values, env, input, (b) => {
        isFound = equals(a, b, env.meter);
        return isFound;
      }),
    );
    return isFound;
  }, true);
}

const halt: Code = fromRun(() => {
  throw new HaltSignal();
});

function raise(message: Code): Code {
  return fromRun((env, input) =>
    forEach(message, env, input, (value) => {
      throw new Failure(value);
    }),
  );
}

/** Builtins that run their arguments more or less than once, by `name/arity`. */
export const generators: Readonly<Record<string, Special>> = {
  'empty/0': () => fromSingle(() => undefined, false),
  'halt/0': () => halt,
  'error/0': () => raise(identityCode),
  'error/1': raise,
  'select/1': select,
  'first/1': first,
  'last/1': last,
  'limit/2': limit,
  'skip/2': skip,
  'nth/2': nth,
  'recurse/0': () => recurseAllCode,
  'recurse/1': recurse,
  'while/2': whileTrue,
  'repeat/1': repeat,
  'until/2': until,
  'any/0': () => quantifier(everything, identityCode, true),
  'any/1': (condition) => quantifier(everything, condition, true),
  'any/2': (generator, condition) => quantifier(generator, condition, true),
  'all/0': () => quantifier(everything, identityCode, false),
  'all/1': (condition) => quantifier(everything, condition, false),
  'all/2': (generator, condition) => quantifier(generator, condition, false),
  'isempty/1': isEmpty,
  'IN/1': (values) => among(identityCode, values),
  'IN/2': among,
};
