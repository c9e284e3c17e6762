/** Whether a text is a runtime expression of the DSL: all of it, but for blanks around, is `${ … }`. */
export function isRuntimeExpression(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.startsWith('${') && trimmed.endsWith('}');
}

/** The jq inside a runtime expression, or null where the text is none. */
export function expressionBody(text: string): string | null {
  return isRuntimeExpression(text) ? expressionSource(text) : null;
}

/** The jq inside a runtime expression, or the text itself where it is none (a bare expression). */
export function expressionSource(text: string): string {
  if (!isRuntimeExpression(text)) return text;
  return text.slice(expressionOffset(text), text.lastIndexOf('}'));
}

/** Where {@link expressionSource} begins in `text`: what to add to the ranges of its tree. */
export function expressionOffset(text: string): number {
  return isRuntimeExpression(text) ? text.indexOf('${') + 2 : 0;
}
