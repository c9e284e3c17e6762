import type { Json } from '../../shared/base/json.ts';
import { compileExpression } from '../../shared/expressions/compileExpression.ts';
import { standardVariables } from '../../shared/simulation/planContext.ts';

/** What an expression sees. */
export interface ExpressionSurroundings {
  readonly input: Json;
  /** By name, without the dollar sign. */
  readonly variables: { readonly [name: string]: Json };
  /** The time in seconds since 1970. */
  readonly now: number;
}

/** What came of trying an expression. */
export interface ExpressionTrial {
  /** The first one is what a task takes; at most {@link maxOutputs}. */
  readonly outputs: readonly Json[];
  /** Whether there are more. */
  readonly more: boolean;
  /** In jq's words: why it does not compile, or what ended it after its outputs. */
  readonly error: string | null;
}

/** Most outputs that are shown. */
const maxOutputs = 50;
/** Tighter than in a rehearsal: somebody waits for the answer while typing. */
const limits = { steps: 2_000_000, outputs: maxOutputs + 1, memory: 64 * 1024 * 1024 };

/** Names of the variables that are there. */
export function variableNames({ variables }: ExpressionSurroundings): string[] {
  return [...new Set([...standardVariables, ...Object.keys(variables)])];
}

/** Tries an expression on what a task saw. */
export function tryExpression(source: string, surroundings: ExpressionSurroundings): ExpressionTrial {
  const { input, variables, now } = surroundings;
  const compiled = compileExpression(source, { variables: variableNames(surroundings) });
  if (!compiled.ok) return { outputs: [], more: false, error: compiled.error.message };
  const result = compiled.value.evaluate(input, { variables, now, meter: limits });
  if (result.ok) return shown(result.value, null);
  const { outputs, message } = result.error;
  return outputs.length > maxOutputs ? shown(outputs, null) : shown(outputs, message);
}

function shown(outputs: readonly Json[], error: string | null): ExpressionTrial {
  return { outputs: outputs.slice(0, maxOutputs), more: outputs.length > maxOutputs, error };
}
