/** A line that steers no terminal: what comes from a file must not. */
export function withoutControls(line: string): string {
  return line.replace(/[^\P{C}\t]/gu, '\u{fffd}');
}

/** The same for a text of any number of lines, as one. */
export function oneLine(text: string): string {
  return withoutControls(text.replace(/\r?\n\s*/g, ' '));
}
