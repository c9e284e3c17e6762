import { completeExpression } from '../../shared/expressions/complete.ts';
import type { Completion } from '../../shared/workflow/complete.ts';
import type { Range, SourceDocument } from '../../shared/workflow/document.ts';

/** What the language puts into the scope of every expression, and `for` into that of its body. */
const variables = [
  'context',
  'input',
  'output',
  'secrets',
  'task',
  'workflow',
  'runtime',
  'authorization',
  'item',
  'index',
];

/** Keys whose value is an expression also without `${}`. */
const bareKeys = new Set(['when', 'exceptWhen', 'if', 'while', 'in', 'from', 'as']);

/** The expression in braces around an offset: it begins at the last `${` before it and ends at its brace or with the text. */
function braced(text: string, value: Range, offset: number): Range | null {
  const opening = text.lastIndexOf('${', offset - 1);
  if (opening < value.start || text.slice(opening, offset).includes('\n\n')) return null;
  let depth = 1;
  for (let at = opening + 2; at < value.end; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return at < offset ? null : { start: opening + 2, end: at };
  }
  return { start: opening + 2, end: Math.max(value.end, offset) };
}

/** The expression that an offset is in, or null. */
export function expressionAt(document: SourceDocument, offset: number): Range | null {
  const pointer = document.pointerAt(offset);
  const value = document.locate(pointer)?.value ?? { start: 0, end: document.text.length };
  const inBraces = braced(document.text, { start: value.start, end: Math.max(value.end, offset) }, offset);
  if (inBraces !== null) return inBraces;
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  const isBare = bareKeys.has(key) && offset >= value.start && offset <= value.end;
  return isBare && !document.text.slice(value.start, value.end).includes('\n') ? value : null;
}

function toCompletion(
  { kind, label, insertText, range, detail }: ReturnType<typeof completeExpression>[number],
  start: number,
): Completion {
  return {
    label,
    kind: kind === 'field' ? 'property' : kind === 'variable' ? 'name' : 'value',
    // Completions of the document are snippets, in which a dollar sign begins a place to fill in.
    insertText: insertText.replaceAll('\\', '\\\\').replaceAll('$', '\\$').replaceAll('}', '\\}'),
    detail,
    range: { start: range.start + start, end: range.end + start },
  };
}

/** What may be typed in the expression at an offset; null where there is no expression. */
export function completeExpressionAt(document: SourceDocument, offset: number): readonly Completion[] | null {
  const expression = expressionAt(document, offset);
  if (expression === null) return null;
  const source = document.text.slice(expression.start, expression.end);
  return completeExpression(source, offset - expression.start, { variables }).map((one) =>
    toCompletion(one, expression.start),
  );
}
