import type { Range } from './document.ts';

/** A replacement of one range of a text; an insertion where the range is empty. */
export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

/** Applies edits that do not overlap, each in offsets of the text as it was. Of overlapping ones only the first applies. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  let written = '';
  let offset = 0;
  for (const { range, newText } of ordered) {
    if (range.start < offset || range.end > text.length) continue;
    written += text.slice(offset, range.start) + newText;
    offset = range.end;
  }
  return written + text.slice(offset);
}
