import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { BreakSignal } from './breakSignal.ts';
import { type Code, Env, type Evaluation } from './code.ts';
import { Compiler } from './compile.ts';
import { Failure, LimitReached } from './failure.ts';
import { Meter, type MeterLimits } from './meter.ts';
import { parseExpression } from './parseExpression.ts';
import { printJson } from './printJson.ts';
import { extendScope, type Scope } from './scope.ts';
import type { ExpressionProblem } from './syntax.ts';
import { toJson } from './toJson.ts';
import type { Value } from './value.ts';

/** What an expression may use besides its input. */
export interface EvaluateOptions {
  /** Values of variables, by name without the dollar sign; one that is declared and not given is null. */
  readonly variables?: { readonly [name: string]: Json };
  /** Bounds of this evaluation, or a meter that it shares with others. */
  readonly meter?: MeterLimits | Meter;
  /** The current time in seconds since 1970; `now` is 0 without it. */
  readonly now?: number;
}

/** Why an evaluation ended early. */
export interface ExpressionError {
  /** `error`: raised by the expression; `limit`: stopped by the meter. */
  readonly code: 'error' | 'limit';
  /** In jq's words. */
  readonly message: string;
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
  return problem === undefined ? ok(expressionOf(code, variables)) : err(problem);
}

function expressionOf(code: Code, variables: readonly string[]): CompiledExpression {
  return {
    evaluate: (input, options = noOptions) => {
      const outputs: Value[] = [];
      const ending = collect(code, environmentOf(variables, options), input, outputs, Number.POSITIVE_INFINITY);
      const values = outputs.map(toJson);
      return ending === null ? ok(values) : err({ ...ending, outputs: values });
    },
    first: (input, options = noOptions) => {
      const outputs: Value[] = [];
      const ending = collect(code, environmentOf(variables, options), input, outputs, 1);
      if (ending !== null) return err({ ...ending, outputs: [] });
      const [output] = outputs;
      return ok(output === undefined ? undefined : toJson(output));
    },
    evaluateExact: (input, options = noOptions) => {
      const outputs: Value[] = [];
      const ending = collect(code, environmentOf(variables, options), input, outputs, Number.POSITIVE_INFINITY);
      return { outputs, error: ending === null ? null : { ...ending, outputs: outputs.map(toJson) } };
    },
  };
}

/** Puts at most `most` outputs into `outputs`; what the evaluation throws becomes a value, and only bugs are thrown on. */
function collect(code: Code, env: Env, input: Value, outputs: Value[], most: number): Ending | null {
  try {
    runAll(code, env, input, outputs, most);
    return null;
  } catch (error) {
    if (error instanceof Failure) return endingOf(error.value);
    if (error instanceof LimitReached) return { code: 'limit', message: error.message };
    if (error instanceof BreakSignal) return { code: 'error', message: 'break', value: 'break' };
    if (error instanceof RangeError) return { code: 'limit', message: tooMuch };
    throw error;
  }
}

const tooMuch = 'The expression was stopped: it is nested too deeply or makes a value that is too large.';

function runAll(code: Code, env: Env, input: Value, outputs: Value[], most: number): void {
  if (code.single !== null) {
    const value = code.single(env, input);
    if (value !== undefined) outputs.push(value);
    return;
  }
  const { meter } = env.evaluation;
  code.run(env, input, null, (value) => {
    meter.output();
    return outputs.push(value) >= most;
  });
}

function environmentOf(variables: readonly string[], options: EvaluateOptions): Env {
  const evaluation: Evaluation = { meter: meterOf(options.meter), now: options.now ?? 0, depth: 0, hasDecimals: false };
  let env = new Env(evaluation, null, null, null);
  for (const name of variables) {
    const given = options.variables;
    const value = given !== undefined && Object.hasOwn(given, name) ? (given[name] ?? null) : null;
    env = new Env(evaluation, env, value, null);
  }
  return env;
}

const noOptions: EvaluateOptions = {};

function meterOf(given: MeterLimits | Meter | undefined): Meter {
  return given instanceof Meter ? given : new Meter(given);
}

type Ending = Omit<ExpressionError, 'outputs'>;

function endingOf(value: Value): Ending {
  if (typeof value === 'string') return { code: 'error', message: value, value };
  if (value === null) return { code: 'error', message: 'null (null) not a string', value };
  return { code: 'error', message: `(not a string): ${printJson(value)}`, value: toJson(value) };
}
