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

/** An expression that is ready to run, any number of times. */
export interface CompiledExpression {
  /** All outputs for `input`. */
  evaluate(input: Json, options?: EvaluateOptions): Result<Json[], ExpressionError>;
  /** The first output for `input`, or undefined where there is none; nothing is computed beyond it. */
  first(input: Json, options?: EvaluateOptions): Result<Json | undefined, ExpressionError>;
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
    evaluate: (input, options = {}) => {
      const outputs: Value[] = [];
      const env = environmentOf(variables, options);
      const { meter } = env.evaluation;
      const error = attempt(() => {
        if (code.single !== null) {
          const value = code.single(env, input);
          if (value !== undefined) outputs.push(value);
          return;
        }
        code.run(env, input, null, (value) => {
          meter.output();
          outputs.push(value);
          return false;
        });
      });
      const values = outputs.map(toJson);
      return error === null ? ok(values) : err({ ...error, outputs: values });
    },
    first: (input, options = {}) => {
      let output: Value | undefined;
      const env = environmentOf(variables, options);
      const error = attempt(() => {
        if (code.single !== null) {
          output = code.single(env, input);
          return;
        }
        code.run(env, input, null, (value) => {
          output = value;
          return true;
        });
      });
      if (error !== null) return err({ ...error, outputs: [] });
      return ok(output === undefined ? undefined : toJson(output));
    },
  };
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

function meterOf(given: MeterLimits | Meter | undefined): Meter {
  return given instanceof Meter ? given : new Meter(given);
}

type Ending = Omit<ExpressionError, 'outputs'>;

/** Runs an evaluation; what it throws becomes a value, and only bugs are thrown on. */
function attempt(run: () => void): Ending | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof Failure) return endingOf(error.value);
    if (error instanceof LimitReached) return { code: 'limit', message: error.message };
    if (error instanceof BreakSignal) return { code: 'error', message: 'break', value: 'break' };
    if (error instanceof RangeError) {
      return {
        code: 'limit',
        message: 'The expression was stopped: it is nested too deeply or makes a value that is too large.',
      };
    }
    throw error;
  }
}

function endingOf(value: Value): Ending {
  if (typeof value === 'string') return { code: 'error', message: value, value };
  if (value === null) return { code: 'error', message: 'null (null) not a string', value };
  return { code: 'error', message: `(not a string): ${printJson(value)}`, value: toJson(value) };
}
