import { parseExpression } from '../expressions/parseExpression.ts';
import type { Expression, ExpressionProblem } from '../expressions/syntax.ts';
import type { Range } from '../workflow/document.ts';
import type { TaskEntry } from '../workflow/tasks.ts';
import type { ModelText } from './modelText.ts';

/** A runtime expression of the definition. */
export interface ModelExpression {
  readonly text: ModelText;
  /** Where the jq begins in the text's value: behind `${`, or 0 where a bare text is an expression. */
  readonly offset: number;
  readonly tree: Expression;
  readonly problems: readonly ExpressionProblem[];
}

const enclosed = /^(\s*\$\{)([\s\S]*)\}\s*$/;

/** Parses every `${ … }`, and the bare texts where the DSL reads one as an expression. */
export function collectExpressions(texts: readonly ModelText[], tasks: readonly TaskEntry[]): ModelExpression[] {
  const bare = barePointers(tasks);
  const found: ModelExpression[] = [];
  for (const text of texts) {
    const match = text.value.includes('${') ? enclosed.exec(text.value) : null;
    const opening = match?.[1];
    if (opening !== undefined) found.push(parsed(text, opening.length, match?.[2] ?? ''));
    else if (bare.has(text.pointer)) found.push(parsed(text, 0, text.value));
  }
  return found;
}

/** The part of the text's value that a range of the expression's tree covers. */
export function partOf(expression: ModelExpression, range: Range): Range {
  return { start: range.start + expression.offset, end: range.end + expression.offset };
}

function parsed(text: ModelText, offset: number, source: string): ModelExpression {
  return { text, offset, ...parseExpression(source) };
}

/** Where a bare text is an expression (DSL: `evaluate.mode: strict` does not reach these). */
function barePointers(tasks: readonly TaskEntry[]): ReadonlySet<string> {
  const pointers = new Set(['/input/from', '/output/as']);
  for (const { reference, task } of tasks) {
    for (const path of [
      'if',
      'input/from',
      'output/as',
      'export/as',
      'while',
      'for/in',
      'catch/when',
      'catch/exceptWhen',
    ]) {
      pointers.add(`${reference}/${path}`);
    }
    const cases = task.switch;
    if (!Array.isArray(cases)) continue;
    cases.forEach((item: unknown, index) => {
      for (const name of Object.keys(typeof item === 'object' && item !== null ? item : {})) {
        pointers.add(`${reference}/switch/${index}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}/when`);
      }
    });
  }
  return pointers;
}
