import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { bindValue, type Code, Env, type Single } from './code.ts';
import { Compiler } from './compile.ts';
import { Failure, messageWithoutData, TooDeepForStack } from './failure.ts';
import { HaltSignal } from './haltSignal.ts';
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
  /** Bounds of this evaluation. */
  readonly meter?: MeterLimits;
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
  return problem === undefined
    ? ok(expressionOf({ source, code, tree, variables, root: new Env(new Meter(), null, null, null) }))
    : err(problem);
}

/** An expression in both forms: closures to run it fast, the tree to run it step by step. */
interface Program {
  readonly source: string;
  readonly code: Code;
  readonly tree: Expression;
  readonly variables: readonly string[];
  /** Serves all evaluations by closures: they follow one another and never nest. */
  readonly root: Env;
}

type Ending = Omit<ExpressionError, 'outputs'>;

/** An evaluation that ended early: the outputs made before, and why. */
class Stopped {
  readonly outputs: Value[];
  readonly ending: Ending;

  constructor(outputs: Value[], ending: Ending) {
    this.outputs = outputs;
    this.ending = ending;
  }
}

/** An evaluation that is to be done. */
interface Task {
  readonly program: Program;
  readonly options: EvaluateOptions;
  readonly input: Value;
  /** Outputs that are wanted. */
  readonly most: number;
}

const all = Number.POSITIVE_INFINITY;

function expressionOf(program: Program): CompiledExpression {
  const { single } = program.code;
  return {
    evaluate: (input, options = noOptions) => {
      if (single === null) return resultOf(collect({ program, options, input, most: all }), options.known);
      try {
        const value = onlyOutput(program, single, options, input);
        return ok(value === undefined ? [] : [value]);
      } catch (error) {
        return resultOf(goOn({ program, options, input, most: all }, error, []), options.known);
      }
    },
    first: (input, options = noOptions) => {
      if (single === null) return firstOf(resultOf(collect({ program, options, input, most: 1 }), options.known));
      try {
        return ok(onlyOutput(program, single, options, input));
      } catch (error) {
        return firstOf(resultOf(goOn({ program, options, input, most: 1 }, error, []), options.known));
      }
    },
    evaluateExact: (input, options = noOptions) => {
      const collected = collect({ program, options, input, most: all });
      if (!(collected instanceof Stopped)) return { outputs: collected, error: null };
      const { outputs, ending } = collected;
      const plain = resultOf(new Stopped([...outputs], ending), undefined);
      return { outputs, error: plain.ok ? null : plain.error };
    },
  };
}

/** The output of a program that never has two, as plain JSON; undefined where there is none. Throws what the evaluation throws. */
function onlyOutput(program: Program, single: Single, options: EvaluateOptions, input: Value): Json | undefined {
  const value = single(begin(program, options), input);
  return value === undefined ? undefined : toJson(value, options.known);
}

function firstOf(result: Result<Json[], ExpressionError>): Result<Json | undefined, ExpressionError> {
  return result.ok ? ok(result.value[0]) : err({ ...result.error, outputs: [] });
}

/** Outputs as plain JSON, in their place; one that cannot be given out ends the evaluation like a limit reached inside it. */
function resultOf(collected: Value[] | Stopped, known: KnownJson | undefined): Result<Json[], ExpressionError> {
  const isStopped = collected instanceof Stopped;
  const outputs = isStopped ? collected.outputs : collected;
  let done = 0;
  try {
    for (; done < outputs.length; done++) outputs[done] = toJson(outputs[done] ?? null, known);
  } catch (error) {
    return err({ ...endingOf(error), outputs: outputs.slice(0, done) as Json[] });
  }
  const values = outputs as Json[];
  return isStopped ? err({ ...collected.ending, outputs: values }) : ok(values);
}

/** At most `most` outputs; what the evaluation throws becomes a value, and only bugs are thrown on. */
function collect(task: Task): Value[] | Stopped {
  const { program, options, input, most } = task;
  const outputs: Value[] = [];
  try {
    const env = begin(program, options);
    program.code.run(env, input, null, collector(outputs, most, env.meter));
    return outputs;
  } catch (error) {
    return goOn(task, error, outputs);
  }
}

/** What becomes of an evaluation that threw after some outputs: it has ended, or is done again the slow way. */
function goOn(task: Task, error: unknown, outputs: Value[]): Value[] | Stopped {
  if (error instanceof HaltSignal) return outputs;
  // A RangeError is the machine's stack or a value too large for it: the slow way needs no stack.
  const needsSlowWay = error instanceof TooDeepForStack || error instanceof RangeError;
  return needsSlowWay ? collectSlowly(task) : new Stopped(outputs, endingOf(error));
}

/** Puts at most `most` outputs into a list. */
function collector(outputs: Value[], most: number, meter: Meter): (value: Value) => boolean {
  return (value) => {
    meter.output();
    return outputs.push(value) >= most;
  };
}

function collectSlowly({ program, options, input, most }: Task): Value[] | Stopped {
  const { source, tree, variables } = program;
  const outputs: Value[] = [];
  const meter = new Meter(options.meter, options.now);
  const given = variables.map((name) => [name, variableOf(options, name)] as const);
  try {
    new Machine(meter, source).run(tree, input, given, collector(outputs, most, meter));
    return outputs;
  } catch (error) {
    return new Stopped(outputs, endingOf(error));
  }
}

/** The environment of the next evaluation. */
function begin({ root, variables }: Program, options: EvaluateOptions): Env {
  root.meter.start(options.meter, options.now);
  let env = root;
  for (const name of variables) env = bindValue(env, variableOf(options, name));
  return env;
}

function variableOf({ variables }: EvaluateOptions, name: string): Value {
  return variables !== undefined && Object.hasOwn(variables, name) ? (variables[name] ?? null) : null;
}

const noOptions: EvaluateOptions = {};

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
  return typeof value === 'string' ? value : `(not a string): ${printJson(value)}`;
}
