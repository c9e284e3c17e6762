import { expressionSource, isRuntimeExpression } from '../expressions/runtimeExpression.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import { parseDocument } from '../workflow/parseDocument.ts';
import { valueAt } from '../workflow/pointer.ts';

/** An edit of a text. */
export interface ExpressionEdit {
  readonly range: Range;
  readonly newText: string;
}

/**
 * The edit that puts another expression in place of the one at `pointer`. Null where `expected` does not stand there any
 * more, or where the place cannot be written to, as an alias cannot.
 */
export function expressionEdit(
  document: SourceDocument,
  pointer: string,
  expected: string,
  expression: string,
): ExpressionEdit | null {
  const before = valueAt(document.value, pointer);
  const range = document.locate(pointer)?.value;
  if (typeof before !== 'string' || range === undefined || expressionSource(before).trim() !== expected) return null;
  const after = isRuntimeExpression(before) ? `\${ ${expression.trim()} }` : expression.trim();
  const written = document.text.slice(range.start, range.end);
  for (const newText of notations(written, after, document.format)) {
    const text = document.text.slice(0, range.start) + newText + document.text.slice(range.end);
    if (says(text, document, pointer, after)) return { range, newText };
  }
  return null;
}

/** Ways to write a text, the one that is used there first. */
function notations(written: string, value: string, format: SourceDocument['format']): readonly string[] {
  const double = JSON.stringify(value);
  if (format === 'json') return [double];
  const single = `'${value.replaceAll("'", "''")}'`;
  const quoted = value.includes('\n') ? [double] : [single, double];
  if (written.startsWith('"')) return [double];
  return written.startsWith("'") || value.includes('\n') ? quoted : [value, ...quoted];
}

/** Whether the changed text says `value` at the pointer and is otherwise sound. */
function says(text: string, { format, problems }: SourceDocument, pointer: string, value: string): boolean {
  const again = parseDocument(text, format);
  if (!again.ok || again.value.problems.length > problems.length) return false;
  return valueAt(again.value.value, pointer) === value;
}
