import { Parser } from './parser.ts';
import type { Expression, ExpressionProblem } from './syntax.ts';

/** Longest expression that is read, in UTF-16 units. */
const maxExpressionLength = 65_536;

/** A syntax tree and what is wrong with the text it was read from. */
export interface ParsedExpression {
  readonly tree: Expression;
  readonly problems: readonly ExpressionProblem[];
}

/** Reads a jq expression. Never throws: where the text is broken, `error` nodes stand in the tree and problems say why. */
export function parseExpression(source: string): ParsedExpression {
  if (source.length > maxExpressionLength) {
    const range = { start: 0, end: source.length };
    const message = `The expression is longer than ${maxExpressionLength} characters; split it up.`;
    return { tree: { kind: 'error', range }, problems: [{ message, range }] };
  }
  const parser = new Parser(source);
  const tree = parser.parseWhole();
  return { tree, problems: parser.problems };
}
