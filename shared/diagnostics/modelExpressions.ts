import { parseExpression } from '../expressions/parseExpression.ts';
import { expressionOffset, expressionSource, isRuntimeExpression } from '../expressions/runtimeExpression.ts';
import type { Expression, ExpressionProblem } from '../expressions/syntax.ts';
import type { Range } from '../workflow/document.ts';
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

/** What a `${ … }` says, and a bare text where the DSL reads one as an expression; null for any other text. */
export function expressionIn(text: ModelText): ModelExpression | null {
  if (!isRuntimeExpression(text.value) && !isBare(text)) return null;
  const { tree, problems } = readExpression(expressionSource(text.value));
  return { text, offset: expressionOffset(text.value), tree, problems };
}

/** The part of the text's value that a range of the expression's tree covers. */
export function partOf(expression: ModelExpression, range: Range): Range {
  return { start: range.start + expression.offset, end: range.end + expression.offset };
}

/** Conditions of the retry policies that have names. */
const retryCondition = /^\/use\/retries\/[^/]+\/(when|exceptWhen)$/;

/** Members of a task in which a bare text is an expression (DSL: `evaluate.mode: strict` does not reach these). */
const bareMembers: ReadonlySet<string> = new Set([
  '/if',
  '/input/from',
  '/output/as',
  '/export/as',
  '/while',
  '/for/in',
  '/catch/when',
  '/catch/exceptWhen',
  '/catch/retry/when',
  '/catch/retry/exceptWhen',
  '/listen/to/until',
  '/foreach/output/as',
  '/foreach/export/as',
  '/with/subscription/foreach/output/as',
  '/with/subscription/foreach/export/as',
]);

/** Condition of a case, behind the reference of its task. */
const caseCondition = /^\/switch\/[0-9]+\/[^/]*\/when$/;

function isBare({ task, pointer }: ModelText): boolean {
  if (task === null) return pointer === '/input/from' || pointer === '/output/as' || retryCondition.test(pointer);
  const member = pointer.slice(task.reference.length);
  return bareMembers.has(member) || (caseCondition.test(member) && Array.isArray(task.task.switch));
}
