import { bindClosure, bindValue, type Closure, type Code, type Env, outward, type Run } from './code.ts';
import { forEach, fromRun } from './codes.ts';
import { TooDeepForStack } from './failure.ts';
import type { DefinedFunction } from './scope.ts';
import type { Value } from './value.ts';

/** Depth of calls to which the machine's own stack is used. */
const maxDepth = 400;

/** Counts a call that uses the machine's stack. */
export function enterCall(env: Env): void {
  const { meter } = env;
  meter.step();
  if (++meter.depth > maxDepth) throw new TooDeepForStack();
}

/** A call of a parameter that is a closure, `levels` bindings further out. */
export function compileClosureCall(levels: number): Code {
  return fromRun((env, input, path, emit) => {
    const { code, env: home } = outward(env, levels).closure as Closure;
    enterCall(env);
    const stopped = code.run(home, input, path, emit);
    env.meter.depth--;
    return stopped;
  });
}

/** An argument: code, and how far out the closure is that it merely passes on. */
export interface Argument {
  readonly code: Code;
  readonly passesOn: number | null;
}

function closureOf(argument: Argument, env: Env): Closure {
  if (argument.passesOn !== null) return outward(env, argument.passesOn).closure as Closure;
  return { code: argument.code, env };
}

/** A call of a function defined in jq, whose home is `levels` bindings further out (null: the outermost). */
export function compileFunctionCall(
  called: DefinedFunction,
  compileBody: (called: DefinedFunction) => Code,
  levels: number,
  args: readonly Argument[],
): Code {
  const bodyOf = (): Code => called.code ?? compileBody(called);
  if (args.length === 0) return plainCall(called, bodyOf, levels);
  const { parameters } = called.definition;
  const bindFrom = (index: number, home: Env, env: Env, input: Value, use: (home: Env) => boolean): boolean => {
    const argument = args[index];
    if (argument === undefined) return use(home);
    if (parameters[index]?.isValue !== true) {
      return bindFrom(index + 1, bindClosure(home, closureOf(argument, env)), env, input, use);
    }
    return forEach(argument.code, env, input, (value) => bindFrom(index + 1, bindValue(home, value), env, input, use));
  };
  return fromRun((env, input, path, emit) =>
    bindFrom(0, outward(env, levels), env, input, (home) => callBody(bodyOf(), home, input, path, emit)),
  );
}

const callBody = (body: Code, home: Env, ...[input, path, emit]: Tail<Parameters<Run>>): boolean => {
  enterCall(home);
  const stopped = body.run(home, input, path, emit);
  home.meter.depth--;
  return stopped;
};

type Tail<List extends readonly unknown[]> = List extends readonly [unknown, ...infer Rest] ? Rest : never;

function plainCall(called: DefinedFunction, bodyOf: () => Code, levels: number): Code {
  const run: Run = (env, input, path, emit) => callBody(bodyOf(), outward(env, levels), input, path, emit);
  const isSingle = called.code?.single != null;
  if (!isSingle) return fromRun(run);
  const body = called.code as Code;
  return {
    run,
    single: (env, input) => {
      enterCall(env);
      const value = (body.single as NonNullable<Code['single']>)(outward(env, levels), input);
      env.meter.depth--;
      return value;
    },
    isExact: body.isExact,
  };
}
