import type { TextEdit } from '../../../shared/diagnostics/finding.ts';

/** A text with edits applied. All ranges refer to the text as given; edits that overlap an earlier one are left out. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    if (range.start < done) continue;
    parts.push(text.slice(done, range.start), newText);
    done = range.end;
  }
  return parts.join('') + text.slice(done);
}
