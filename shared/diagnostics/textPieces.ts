import type { Expression } from '../expressions/syntax.ts';

/** What a text is put together from: fixed parts, and expressions that data decides. */
export type TextPiece = string | Expression;

/** Most pieces that are told apart in one text. */
const maxPieces = 200;

/**
 * The pieces of an expression that builds a text by interpolation or `+`. An expression that is quoted by the format
 * `quotedBy` (such as `sh` for `@sh`) cannot break out and counts as fixed, with an empty text.
 */
export function textPieces(tree: Expression, quotedBy: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  const open: Expression[] = [tree];
  for (let node = open.pop(); node !== undefined && pieces.length < maxPieces; node = open.pop()) {
    if (node.kind === 'binary' && node.operator === '+') open.push(node.right, node.left);
    else if (node.kind === 'literal') pieces.push(String(node.value));
    else if (node.kind === 'string') {
      const isQuoted = node.format === quotedBy;
      pieces.push(...node.parts.map((part) => (typeof part === 'string' || !isQuoted ? part : '')));
    } else pieces.push(isQuotedBy(node, quotedBy) ? '' : node);
  }
  return pieces;
}

function isQuotedBy(node: Expression, format: string): boolean {
  return node.kind === 'pipe' && node.right.kind === 'format' && node.right.name === format;
}
