import type { Range } from '../document.ts';

/** Offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Offset behind the line of an offset, its line break included. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** Offset behind the line on which a node's own text ends; a value of several lines may claim the break behind it. */
export function contentEnd(text: string, { start, end }: Range): number {
  const written = text.slice(start, end).trimEnd().length;
  return lineEnd(text, start + Math.max(0, written - 1));
}

/** How far an offset is from the beginning of its line. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The line breaks that a text uses. */
export function lineBreak(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether a stretch ends a line. */
export function endsLine(text: string): boolean {
  return text === '' || text.endsWith('\n');
}
