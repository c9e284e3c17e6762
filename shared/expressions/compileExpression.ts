import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { type Code, Env, type Evaluation } from './code.ts';
import { Compiler } from './compile.ts';
import { Failure, messageWithoutData, TooDeepForStack } from './failure.ts';
import { LimitReached } from './limitReached.ts';
import { Machine } from './machine.ts';
import { Meter, type MeterLimits } from './meter.ts';
import { parseExpression } from './parseExpression.ts';
import { printJson } from './printJson.ts';
import { extendScope, type Scope } from './scope.ts';
import type { Expression, ExpressionProblem } from './syntax.ts';
import { type KnownJson, toJson } from './toJson.ts';
import type { Value } from './value.ts';

/** What an expression may use besides its input. */
export interface EvaluateOptions {
  /** Values of variables, by name without the dollar sign; one that is declared and not given is null. */
  readonly variables?: { readonly [name: string]: Json };
  /** Bounds of this evaluation, or a meter that it shares with others. */
  readonly meter?: MeterLimits | Meter;
  /** The current time in seconds since 1970; `now` is 0 without it. */
  readonly now?: number;
  /** Arrays and objects that are known to be plain JSON: outputs are not searched there. */
  readonly known?: KnownJson;
}

/** Why an evaluation ended early. */
export interface ExpressionError {
  /** `error`: raised by the expression; `limit`: stopped by the meter. */
  readonly code: 'error' | 'limit';
  /** In jq's words. */
  readonly message: string;
  /** The same without the data that it quotes; null where the expression raised an error of its own. */
  readonly messageWithoutData: string | null;
  /** What `error(value)` raised; absent for `limit`. */
  readonly value?: Json;
  /** Outputs made before. */
  readonly outputs: readonly Json[];
}

/** All outputs of an evaluation with what plain JSON cannot hold: kept number literals, and the order of keys. */
export interface ExactOutcome {
  readonly outputs: readonly Value[];
  /** Null where it ended by itself. */
  readonly error: ExpressionError | null;
}

/** An expression that is ready to run, any number of times. */
export interface CompiledExpression {
  /** All outputs for `input`. */
  evaluate(input: Value, options?: EvaluateOptions): Result<Json[], ExpressionError>;
  /** The first output for `input`, or undefined where there is none; nothing is computed beyond it. */
  first(input: Value, options?: EvaluateOptions): Result<Json | undefined, ExpressionError>;
  /** As `evaluate`, for those who print with `printJson` what `parseJson` read. */
  evaluateExact(input: Value, options?: EvaluateOptions): ExactOutcome;
}

/** What is known when an expression is compiled. */
export interface CompileOptions {
  /** Names of the variables that exist, without the dollar sign. */
  readonly variables?: readonly string[];
}

/** Compiles jq. The error is the first problem, with its range in `source`. */
export function compileExpression(
  source: string,
  options: CompileOptions = {},
): Result<CompiledExpression, ExpressionProblem> {
  const { tree, problems } = parseExpression(source);
  const [syntaxProblem] = problems;
  if (syntaxProblem !== undefined) return err(syntaxProblem);
  const variables = options.variables ?? [];
  let scope: Scope | null = null;
  for (const name of variables) scope = extendScope(scope, { kind: 'variable', name });
  const compiler = new Compiler(source);
  const code = compiler.compile(tree, scope);
  const [problem] = compiler.problems;
  return problem === undefined ? ok(expressionOf({ source, code, tree, variables })) : err(problem);
}

/** An expression in both forms: closures to run it fast, the tree to run it step by step. */
interface Program {
  readonly source: string;
  readonly code: Code;
  readonly tree: Expression;
  readonly variables: readonly string[];
}

/** What an evaluation came to. */
interface Collected {
  readonly outputs: Value[];
  /** Why it ended early, null where it did not. */
  readonly ending: Ending | null;
}

/** Outputs as plain JSON, in their place; one that cannot be given out ends the evaluation like a limit reached inside it. */
function resultOf({ outputs, ending }: Collected, { known }: EvaluateOptions): Result<Json[], ExpressionError> {
  let done = 0;
  try {
    for (; done < outputs.length; done++) outputs[done] = toJson(outputs[done] ?? null, known);
  } catch (error) {
    return err({ ...endingOf(error), outputs: outputs.slice(0, done) as Json[] });
  }
  const values = outputs as Json[];
  return ending === null ? ok(values) : err({ ...ending, outputs: values });
}

function expressionOf(program: Program): CompiledExpression {
  return {
    evaluate: (input, options = noOptions) =>
      resultOf(collect(program, options, input, Number.POSITIVE_INFINITY), options),
    first: (input, options = noOptions) => {
      const collected = collect(program, options, input, 1);
      if (collected.ending !== null) return err({ ...collected.ending, outputs: [] });
      const result = resultOf(collected, options);
      return result.ok ? ok(result.value[0]) : result;
    },
    evaluateExact: (input, options = noOptions) => {
      const { outputs, ending } = collect(program, options, input, Number.POSITIVE_INFINITY);
      return { outputs, error: ending === null ? null : { ...ending, outputs: outputs.map((value) => toJson(value)) } };
    },
  };
}

/** At most `most` outputs; what the evaluation throws becomes a value, and only bugs are thrown on. */
function collect(program: Program, options: EvaluateOptions, input: Value, most: number): Collected {
  const { code, variables } = program;
  const outputs: Value[] = [];
  try {
    const env = environmentOf(variables, options);
    if (code.single !== null) {
      const value = code.single(env, input);
      return { outputs: value === undefined ? outputs : [value], ending: null };
    }
    const { meter } = env.evaluation;
    code.run(env, input, null, (value) => {
      meter.output();
      return outputs.push(value) >= most;
    });
    return { outputs, ending: null };
  } catch (error) {
    // A RangeError is the machine's stack or a value too large for it: the slow way needs no stack.
    if (!(error instanceof TooDeepForStack) && !(error instanceof RangeError)) {
      return { outputs, ending: endingOf(error) };
    }
  }
  return collectSlowly(program, options, input, most);
}

function collectSlowly(program: Program, options: EvaluateOptions, input: Value, most: number): Collected {
  const { source, tree, variables } = program;
  const outputs: Value[] = [];
  const evaluation = evaluationOf(options);
  const given = variables.map((name) => [name, variableOf(options, name)] as const);
  try {
    new Machine(evaluation, source).run(tree, input, given, (value) => {
      evaluation.meter.output();
      return outputs.push(value) >= most;
    });
    return { outputs, ending: null };
  } catch (error) {
    return { outputs, ending: endingOf(error) };
  }
}

function environmentOf(variables: readonly string[], options: EvaluateOptions): Env {
  const evaluation = evaluationOf(options);
  let env = new Env(evaluation, null, null, null);
  for (const name of variables) env = new Env(evaluation, env, variableOf(options, name), null);
  return env;
}

function evaluationOf(options: EvaluateOptions): Evaluation {
  return { meter: meterOf(options.meter), now: options.now ?? 0, depth: 0 };
}

function variableOf({ variables }: EvaluateOptions, name: string): Value {
  return variables !== undefined && Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
}

const noOptions: EvaluateOptions = {};

function meterOf(given: MeterLimits | Meter | undefined): Meter {
  return given instanceof Meter ? given : new Meter(given);
}

type Ending = Omit<ExpressionError, 'outputs'>;

function endingOf(error: unknown): Ending {
  if (error instanceof Failure) {
    const { value } = error;
    const messages = { message: messageOf(value), messageWithoutData: messageWithoutData(error) };
    return { code: 'error', ...messages, value: toJson(value) };
  }
  if (error instanceof LimitReached) return stopped(error.message);
  if (error instanceof RangeError) return stopped('The expression was stopped: it makes a value that is too large.');
  throw error;
}

function stopped(message: string): Ending {
  return { code: 'limit', message, messageWithoutData: message };
}

function messageOf(value: Value): string {
  if (typeof value === 'string') return value;
  return value === null ? 'null (null) not a string' : `(not a string): ${printJson(value)}`;
}
