import type { TextEdit } from '../../../shared/diagnostics/finding.ts';
import type { Range } from '../../../shared/workflow/document.ts';

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`).join('\n');

/**
 * The edit that adds an item to a list at the top of a YAML text. `list` is where the list stands, null where there is
 * none yet; `lines` are the item's, the first one beginning with `- `. Null where the list is not written line by line.
 */
export function listItemEdit(text: string, key: string, list: Range | null, lines: readonly string[]): TextEdit | null {
  if (list === null) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return { range: { start: text.length, end: text.length }, newText: `${gap}${key}:\n${indented(lines)}\n` };
  }
  if (/^\[\s*\]$/.test(text.slice(list.start, list.end))) {
    const start = text.slice(0, list.start).trimEnd().length;
    return { range: { start, end: list.end }, newText: `\n${indented(lines)}` };
  }
  if (text[list.start] !== '-') return null;
  const indent = text.slice(text.lastIndexOf('\n', list.start - 1) + 1, list.start);
  const end = text.slice(0, list.end).trimEnd().length;
  return { range: { start: end, end }, newText: lines.map((line) => `\n${indent}${line}`).join('') };
}
