/** A line that steers no terminal: what comes from a file must not. */
export function withoutControls(line: string): string {
  return line.replace(/[^\P{C}\t]/gu, '\u{fffd}');
}
