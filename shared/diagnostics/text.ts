import type { Range } from '../workflow/document.ts';
import { type LineIndex, lineIndex } from '../workflow/lineIndex.ts';
import type { CheckedFile } from './checkedFile.ts';
import { type Finding, severities } from './finding.ts';

/** Longest part of a line that a code frame shows, in UTF-16 units. */
const maxFrameWidth = 160;

const styles = { error: 31, warning: 33, note: 36, help: 32, dim: 2, bold: 1 } as const;
type Paint = (style: keyof typeof styles, text: string) => string;

/** What a person reads: each finding with its place, a code frame, its path and its help; then the counts. */
export function textReport(files: readonly CheckedFile[], options: { color: boolean }): string {
  const paint: Paint = options.color ? (style, text) => `\u001b[${styles[style]}m${text}\u001b[0m` : (_, text) => text;
  const blocks = files.flatMap((file) => {
    const lines = lineIndex(file.text);
    return file.findings.filter(({ waiver }) => waiver === null).map((finding) => block(file, finding, lines, paint));
  });
  return [...blocks, summary(files)].map((part) => `${part}\n`).join('\n');
}

function block(file: CheckedFile, finding: Finding, lines: LineIndex, paint: Paint): string {
  const { severity, rule, message, location, help, related, fixes } = finding;
  const head = `${paint(severity, `${severity}[${rule}]`)}: ${paint('bold', message)}`;
  const width = String(lines.positionAt(location.range.end).line).length;
  const gutter = ' '.repeat(width);
  const parts = [head, ...frame(file, location.range, lines, width, paint, severity)];
  if (location.pointer !== '')
    parts.push(`${gutter} ${paint('dim', `= in: ${withoutControls(location.pointer.slice(0, maxFrameWidth))}`)}`);
  for (const { role, message: text, range } of related) {
    parts.push(`${gutter} ${paint('dim', `= ${role}:`)} ${text} (${place(file, range, lines)})`);
  }
  parts.push(`${gutter} ${paint('help', '= help:')} ${help}`);
  for (const fix of fixes)
    parts.push(
      `${gutter} ${paint('help', '= fix:')} ${withoutControls(fix.title)}${fix.safe ? '' : ' (to be reviewed)'}`,
    );
  return parts.join('\n');
}

function frame(
  { path, text }: CheckedFile,
  range: Range,
  lines: LineIndex,
  width: number,
  paint: Paint,
  severity: Finding['severity'],
): string[] {
  const { line, column } = lines.positionAt(range.start);
  const lineStart = lines.offsetAt({ line, column: 1 });
  const lineEnd = lines.offsetAt({ line, column: Number.MAX_SAFE_INTEGER });
  const from = column - 1 > maxFrameWidth / 2 ? column - 1 - maxFrameWidth / 4 : 0;
  const shown = text.slice(lineStart + from, Math.min(lineEnd, lineStart + from + maxFrameWidth));
  const marked = Math.max(1, Math.min(range.end, lineEnd) - range.start);
  const lead = shown.slice(0, column - 1 - from).replace(/[^\t]/g, ' ');
  const gutter = ' '.repeat(width);
  return [
    `${gutter}${paint('dim', '-->')} ${path}:${line}:${column}`,
    `${gutter} ${paint('dim', '|')}`,
    `${paint('dim', String(line).padStart(width))} ${paint('dim', '|')} ${withoutControls(shown)}`,
    `${gutter} ${paint('dim', '|')} ${lead}${paint(severity, '^'.repeat(Math.min(marked, shown.length - lead.length || 1)))}`,
  ];
}

function place({ path }: CheckedFile, range: Range, lines: LineIndex): string {
  const { line, column } = lines.positionAt(range.start);
  return `${path}:${line}:${column}`;
}

/** What a file holds must not steer the terminal that shows it. */
function withoutControls(line: string): string {
  return line.replace(/[^\P{C}\t]/gu, '\u{fffd}');
}

function summary(files: readonly CheckedFile[]): string {
  const open = files.flatMap(({ findings }) => findings).filter(({ waiver }) => waiver === null);
  const waived = files.flatMap(({ findings }) => findings).length - open.length;
  const counts = severities.map((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? '' : 's'}`;
  });
  const checked = `${files.length} ${files.length === 1 ? 'file' : 'files'} checked`;
  return `${checked}: ${counts.join(', ')}${waived > 0 ? `; ${waived} waived` : ''}`;
}
