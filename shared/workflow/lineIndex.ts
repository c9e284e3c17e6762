/** A place in a text as a person counts: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns and back. */
export interface LineIndex {
  readonly lineCount: number;
  /** Offsets outside the text are moved to its nearest end. */
  positionAt(offset: number): Position;
  /** Lines and columns that do not exist are moved to the nearest that do. */
  offsetAt(position: Position): number;
}

/** Builds the index; `\n`, `\r\n` and a lone `\r` end a line. */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  const startOf = (line: number): number => starts[line - 1] ?? text.length;
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const inside = Math.min(Math.max(0, offset), text.length);
      let low = 1;
      let high = starts.length;
      while (low < high) {
        const middle = Math.ceil((low + high) / 2);
        if (startOf(middle) <= inside) low = middle;
        else high = middle - 1;
      }
      return { line: low, column: inside - startOf(low) + 1 };
    },
    offsetAt({ line, column }) {
      const wanted = Math.min(Math.max(1, line), starts.length);
      let end = startOf(wanted + 1);
      if (wanted < starts.length) end -= text.startsWith('\r\n', end - 2) ? 2 : 1;
      return Math.min(startOf(wanted) + Math.max(0, column - 1), end);
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
    return starts;
  }
  for (let offset = 0; offset < text.length; offset += 1) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return starts;
}
