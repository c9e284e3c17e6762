import type { TextEdit } from '../../../shared/diagnostics/finding.ts';

/** The edit that makes one text of another, over the whole lines between the first and the last that differ. */
export function changedLines(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  head = before.lastIndexOf('\n', head - 1) + 1;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const lineEnd = before.indexOf('\n', before.length - tail);
  tail = lineEnd < 0 ? 0 : before.length - lineEnd;
  return { range: { start: head, end: before.length - tail }, newText: after.slice(head, after.length - tail) };
}
