let last: { readonly text: string; readonly ends: readonly number[] } | null = null;

function lineEnds(text: string): readonly number[] {
  if (last?.text === text) return last.ends;
  const ends: number[] = [];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) ends.push(at);
  last = { text, ends };
  return ends;
}

/** The number of the line, counted from 1, that an offset is in. Asked again about the same text it does not read it again. */
export function lineAt(text: string, offset: number): number {
  const ends = lineEnds(text);
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}
