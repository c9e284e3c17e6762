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
    const isBare = bare.has(text.pointer) || retryCondition.test(text.pointer);
    if (!isBare && !isRuntimeExpression(text.value)) continue;
    const parsed = readExpression(expressionSource(text.value));
    found.push({ text, offset: expressionOffset(text.value), ...parsed });
  }
  return found;
}

/** The part of the text's value that a range of the expression's tree covers. */
export function partOf(expression: ModelExpression, range: Range): Range {
  return { start: range.start + expression.offset, end: range.end + expression.offset };
}

/** Conditions of the retry policies that have names. */
const retryCondition = /^\/use\/retries\/[^/]+\/(when|exceptWhen)$/;

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
      'catch/retry/when',
      'catch/retry/exceptWhen',
      'listen/to/until',
      'foreach/output/as',
      'foreach/export/as',
      'with/subscription/foreach/output/as',
      'with/subscription/foreach/export/as',
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
