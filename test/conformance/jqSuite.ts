import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compare } from '../../shared/expressions/compare.ts';
import { compileExpression } from '../../shared/expressions/compileExpression.ts';
import { parseJson } from '../../shared/expressions/parseJson.ts';
import { printJson } from '../../shared/expressions/printJson.ts';

/** One case of jq's own tests. */
export interface JqCase {
  readonly program: string;
  readonly input: string;
  readonly outputs: readonly string[];
  /** Whether the program must not compile. */
  readonly mustFail: boolean;
}

const folder = new URL('../../../shared/reference/jq/', import.meta.url);

/** Whether jq's tests are on this machine. */
export function hasSuite(file: string): boolean {
  return existsSync(fileURLToPath(new URL(file, folder)));
}

/** The cases of one file: groups of program, input and outputs; groups marked `%%FAIL` have no input. */
export function readSuite(file: string): JqCase[] {
  const lines = readFileSync(new URL(file, folder), 'utf8').split('\n');
  const cases: JqCase[] = [];
  let group: string[] = [];
  for (const line of [...lines, '']) {
    if (/^\s*#/.test(line)) continue;
    if (line.trim() !== '') {
      group.push(line);
      continue;
    }
    if (group.length > 0) cases.push(caseOf(group));
    group = [];
  }
  return cases;
}

function caseOf([first = '', second = '', ...rest]: string[]): JqCase {
  if (first.startsWith('%%FAIL')) return { program: second, input: 'null', outputs: [], mustFail: true };
  return { program: first, input: second, outputs: rest, mustFail: false };
}

/** Whether a case needs module files, which an expression of a workflow has none of. */
export function needsModules({ program }: JqCase): boolean {
  return /^(?:import|include|module)\b|modulemeta/.test(program);
}

/** What is wrong with a case, or null where it passes. Outputs before an error count, as in jq's own runner. */
export function runCase({ program, input, outputs, mustFail }: JqCase): string | null {
  const compiled = compileExpression(program);
  if (mustFail) return compiled.ok ? 'compiles' : null;
  if (!compiled.ok) return `does not compile: ${compiled.error.message}`;
  const outcome = compiled.value.evaluateExact(parseJson(input));
  const wanted = outputs.map(parseJson);
  const isEqual =
    wanted.length === outcome.outputs.length &&
    wanted.every(
      (value, index) =>
        compare(value, outcome.outputs[index] ?? null, null) === 0 || bothNaN(value, outcome.outputs[index]),
    );
  if (isEqual) return null;
  return `gave ${outcome.outputs
    .map((value) => printJson(value))
    .join(' ')
    .slice(0, 400)} ${outcome.error?.message ?? ''}, wanted ${outputs.join(' ').slice(0, 400)}`;
}

function bothNaN(a: unknown, b: unknown): boolean {
  return Number.isNaN(a) && Number.isNaN(b);
}
