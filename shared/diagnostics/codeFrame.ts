import { withoutControls } from '../base/withoutControls.ts';
import type { Range } from '../workflow/document.ts';
import type { LineIndex } from '../workflow/lineIndex.ts';
import type { CheckedFile } from './checkedFile.ts';

const styles = { error: 31, warning: 33, note: 36, help: 32, dim: 2, bold: 1 } as const;
/** A colour or weight of text in a terminal. */
export type Style = keyof typeof styles;

/** How a report is drawn. */
export interface Drawing {
  paint(style: Style, text: string): string;
  /** Most characters of a line. */
  readonly width: number;
}

/** Longest line that is drawn where nothing says how wide the terminal is. */
const usualWidth = 160;
/** Narrower than this nothing can be read. */
const leastWidth = 40;

/** Draws with colour or without, for a terminal of so many columns. */
export function drawing(color: boolean, columns: number = usualWidth): Drawing {
  return {
    paint: color ? (style, text) => `\u001b[${styles[style]}m${text}\u001b[0m` : (_, text) => text,
    width: Math.max(leastWidth, Math.min(columns, usualWidth)),
  };
}

/** What a frame is drawn of: a file with its lines, and how wide the numbers of lines are. */
export interface FrameSource {
  readonly file: CheckedFile;
  readonly lines: LineIndex;
  /** Digits. */
  readonly gutter: number;
}

/** `file:line:column` of the start of a range. */
export function placeOf({ file, lines }: Pick<FrameSource, 'file' | 'lines'>, range: Range): string {
  const { line, column } = lines.positionAt(range.start);
  return `${withoutControls(file.path)}:${line}:${column}`;
}

/** The first line of a range with its number, and a mark below what it covers; of a long line, the part around it. */
export function codeFrame(
  { file, lines, gutter }: FrameSource,
  range: Range,
  { paint, width }: Drawing,
  mark: { readonly sign: string; readonly style: Style },
): string[] {
  const { line, column } = lines.positionAt(range.start);
  const lineStart = lines.offsetAt({ line, column: 1 });
  const lineEnd = lines.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  const room = width - gutter - 3;
  const from = column - 1 > room / 2 ? column - 1 - Math.floor(room / 4) : 0;
  const shown = file.text.slice(lineStart + from, Math.min(lineEnd, lineStart + from + room));
  const marked = Math.max(1, Math.min(range.end, lineEnd) - range.start);
  const lead = shown.slice(0, column - 1 - from).replace(/[^\t]/g, ' ');
  const number = paint('dim', String(line).padStart(gutter));
  return [
    `${number} ${paint('dim', '|')} ${withoutControls(shown)}`,
    `${' '.repeat(gutter)} ${paint('dim', '|')} ${lead}${paint(mark.style, mark.sign.repeat(Math.min(marked, shown.length - lead.length || 1)))}`,
  ];
}
