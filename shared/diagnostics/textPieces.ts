import type { Expression, Index } from '../expressions/syntax.ts';

/** What a text is put together from: fixed parts, and expressions that data decides. */
export type TextPiece = string | Expression;

/** Most pieces that are told apart in one text. */
const maxPieces = 200;

/**
 * The pieces of an expression that builds a text by interpolation or `+`. An expression that is quoted by the format
 * `quotedBy` (such as `sh` for `@sh`) cannot break out, unless it stands between quotes of a shell's text; one that chooses
 * between written texts, or gives a number, brings nothing in: all count as fixed, with an empty text.
 */
export function textPieces(tree: Expression, quotedBy: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  let before = '';
  const add = (piece: TextPiece, isQuoted: boolean): void => {
    if (typeof piece === 'string') before += piece;
    const isFixed =
      typeof piece !== 'string' && (isWritten(piece) || (isQuoted && (quotedBy !== 'sh' || quotesClosed(before))));
    pieces.push(isFixed ? '' : piece);
  };
  const open: Expression[] = [tree];
  for (let node = open.pop(); node !== undefined && pieces.length < maxPieces; node = open.pop()) {
    if (node.kind === 'binary' && node.operator === '+') open.push(node.right, node.left);
    else if (node.kind === 'literal') add(String(node.value), false);
    else if (node.kind === 'string') {
      for (const part of node.parts)
        add(part, node.format === quotedBy || (typeof part !== 'string' && isQuotedBy(part, quotedBy)));
    } else add(node, isQuotedBy(node, quotedBy));
  }
  return pieces;
}

/** Whether a text has an even number of quotes, so that nothing behind it stands between some. */
export function quotesClosed(text: string): boolean {
  const quotes = text.replace(/\\./g, '').match(/['"`]/g) ?? [];
  return quotes.length % 2 === 0;
}

function isQuotedBy(node: Expression, format: string): boolean {
  return node.kind === 'pipe' && node.right.kind === 'format' && node.right.name === format;
}

/** Whether the text is one of those that the expression itself writes, whatever decides between them. */
function isWritten(node: Expression): boolean {
  if (node.kind === 'literal') return true;
  if (node.kind === 'string') return node.parts.every((part) => typeof part === 'string' || isWritten(part));
  if (node.kind === 'binary') return node.operator === '+' && isWritten(node.left) && isWritten(node.right);
  if (node.kind === 'alternative') return isWritten(node.left) && isWritten(node.right);
  if (node.kind === 'index') return tableOf(node)?.every(isWritten) === true;
  if (node.kind === 'if') return node.otherwise !== null && isWritten(node.then) && isWritten(node.otherwise);
  return isNumber(node);
}

/** The values of a table in which something is looked up (`{a: "x", b: "y"}[.key]`); null where it is none. */
export function tableOf({ target }: Index): readonly Expression[] | null {
  if (target.kind !== 'object') return null;
  const values = target.entries.flatMap(({ value }) => value ?? []);
  return values.length === target.entries.length ? values : null;
}

const counting = new Set(['tonumber', 'length', 'utf8bytelength', 'floor', 'ceil', 'round', 'now']);

/** Whether it gives a number, or the text of one, or fails. */
function isNumber(node: Expression): boolean {
  if (node.kind === 'pipe') return isNumber(node.right) || (isCall(node.right, 'tostring') && isNumber(node.left));
  return node.kind === 'call' && node.args.length === 0 && counting.has(node.name);
}

function isCall(node: Expression, name: string): boolean {
  return node.kind === 'call' && node.name === name && node.args.length === 0;
}
