import { parseExpression } from '../expressions/parseExpression.ts';
import { expressionOffset, expressionSource, isRuntimeExpression } from '../expressions/runtimeExpression.ts';
import type { Expression, ExpressionProblem } from '../expressions/syntax.ts';
import type { Range } from '../workflow/document.ts';
import type { ModelTask } from './modelTask.ts';
import type { ModelText } from './modelText.ts';
import { remembered } from './remembered.ts';

const readExpression = remembered(parseExpression);

/** A runtime expression of the definition. */
export interface ModelExpression {
  readonly text: ModelText;
  /** Where the jq begins in the text's value: behind `${`, or 0 where a bare text is an expression. */
  readonly offset: number;
  readonly tree: Expression;
  readonly problems: readonly ExpressionProblem[];
}

/** Parses every `${ … }`, and the bare texts where the DSL reads one as an expression. */
export function collectExpressions(texts: readonly ModelText[], tasks: readonly ModelTask[]): ModelExpression[] {
  const bare = barePointers(tasks);
  const found: ModelExpression[] = [];
  for (const text of texts) {
    if (!isRuntimeExpression(text.value) && !bare.has(text.pointer)) continue;
    const parsed = readExpression(expressionSource(text.value));
    found.push({ text, offset: expressionOffset(text.value), ...parsed });
  }
  return found;
}

/** The part of the text's value that a range of the expression's tree covers. */
export function partOf(expression: ModelExpression, range: Range): Range {
  return { start: range.start + expression.offset, end: range.end + expression.offset };
}

/** Where a bare text is an expression (DSL: `evaluate.mode: strict` does not reach these). */
function barePointers(tasks: readonly ModelTask[]): ReadonlySet<string> {
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
