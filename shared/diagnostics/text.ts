import { withoutControls } from '../base/withoutControls.ts';
import { type LineIndex, lineIndex } from '../workflow/lineIndex.ts';
import { type CheckedFile, openFindings } from './checkedFile.ts';
import { codeFrame, type Drawing, drawing, type FrameSource, placeOf } from './codeFrame.ts';
import { concealed } from './concealed.ts';
import { type Finding, type RelatedLocation, severities } from './finding.ts';

/** Most findings of one rule and severity that are shown whole; of the others one line each. */
const maxWhole = 5;
/** Most lines for the others. */
const maxLines = 30;

/** What the text is to say beside the findings. */
export interface TextOptions {
  readonly color: boolean;
  /** Columns of the terminal; what is usual unless said. */
  readonly columns?: number | undefined;
  /** How many findings of a baseline are no longer there. */
  readonly absent?: number;
  /** How many files could not be checked. */
  readonly unchecked?: number;
}

interface Placed {
  readonly file: CheckedFile;
  readonly lines: LineIndex;
  readonly finding: Finding;
}

/**
 * What a person reads: each finding with its place, a code frame, the way of the data and its help; where one rule finds
 * much, the rest of it in lines; then the counts.
 */
export function textReport(files: readonly CheckedFile[], options: TextOptions): string {
  const { color, columns } = options;
  const style = drawing(color, columns);
  const counts = new Map<string, number>();
  const explained = new Set<string>();
  const blocks: string[] = [];
  const folded = new Map<string, Placed[]>();
  for (const checked of files) {
    const file = concealed(checked);
    const open = openFindings(file);
    const lines = lineIndex(open.length === 0 ? '' : file.text);
    for (const finding of open) {
      const kind = `${finding.severity} ${finding.rule}`;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      const placed = { file, lines, finding };
      if (count <= maxWhole) blocks.push(block(placed, style, !explained.has(finding.rule)));
      else if (count === maxWhole + 1) folded.set(kind, [placed]);
      else folded.get(kind)?.push(placed);
      explained.add(finding.rule);
    }
  }
  for (const rest of folded.values()) blocks.push(foldedBlock(rest, style));
  return [...blocks, summary(files, options, style)].map((part) => `${part}\n`).join('\n');
}

function block({ file, lines, finding }: Placed, style: Drawing, isFirst: boolean): string {
  const { severity, rule, message, location, help, related, fixes } = finding;
  const { paint, width } = style;
  const ends = [location, ...related].map(({ range }) => lines.positionAt(range.end).line);
  const source: FrameSource = { file, lines, gutter: String(Math.max(...ends)).length };
  const margin = ' '.repeat(source.gutter);
  const fact = (name: string, text: string, mood: 'dim' | 'help') => `${margin} ${paint(mood, `= ${name}:`)} ${text}`;
  const way = related.filter(({ role }) => role !== 'see-also');
  return [
    `${paint(severity, `${severity}[${rule}]`)}: ${paint('bold', message)}`,
    `${margin}${paint('dim', '-->')} ${placeOf(source, location.range)}`,
    `${margin} ${paint('dim', '|')}`,
    ...codeFrame(source, location.range, style, { sign: '^', style: severity }),
    ...(way.length < 2
      ? []
      : [`${margin} ${paint('dim', '= way of the data:')}`, ...wayOf(way, source, finding, style)]),
    ...(location.pointer === '' ? [] : [fact('in', withoutControls(location.pointer.slice(0, width)), 'dim')]),
    ...related
      .filter((place) => way.length < 2 || !way.includes(place))
      .map(({ message: text, range }) => fact('see', `${text} (${placeOf(source, range)})`, 'dim')),
    fact('help', help, 'help'),
    ...fixes.map(({ title, safe }) =>
      fact('fix', `${withoutControls(title)}${safe ? '' : ' (to be reviewed)'}`, 'help'),
    ),
    ...(isFirst ? [fact('docs', `drydock docs ${rule}`, 'help')] : []),
  ].join('\n');
}

/** The steps from source to sink, each with its line; what the finding marks itself is shown above. */
function wayOf(way: readonly RelatedLocation[], source: FrameSource, finding: Finding, style: Drawing): string[] {
  const { start, end } = finding.location.range;
  return way.flatMap(({ message, range }, index) => {
    const step = `${' '.repeat(source.gutter)}   ${index + 1}. ${message}`;
    if (range.start === start && range.end === end) return [step];
    return [step, ...codeFrame(source, range, style, { sign: '-', style: 'dim' })];
  });
}

/** What one rule found beside what is shown whole, a line each. */
function foldedBlock(rest: readonly Placed[], { paint, width }: Drawing): string {
  const [first] = rest;
  if (first === undefined) return '';
  const { rule, severity } = first.finding;
  const shown = rest.slice(0, maxLines).map(({ file, lines, finding }) => {
    const line = `  ${placeOf({ file, lines }, finding.location.range)}  ${finding.message}`;
    return line.length > width ? `${line.slice(0, width - 1)}…` : line;
  });
  const more = rest.length - shown.length;
  return [
    `${paint(severity, `${severity}[${rule}]`)}: ${paint('bold', `${rest.length} more findings`)}`,
    ...shown,
    ...(more > 0 ? [`  and ${more} more; \`--format json\` lists them all`] : []),
  ].join('\n');
}

function summary(
  files: readonly CheckedFile[],
  { absent = 0, unchecked = 0 }: TextOptions,
  { paint }: Drawing,
): string {
  const all = files.flatMap(({ findings }) => findings);
  const open = files.flatMap(openFindings);
  const waived = all.filter(({ waiver }) => waiver !== null).length;
  const known = all.length - open.length - waived;
  const counts = severities.map((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;
    const text = `${count} ${severity}${count === 1 ? '' : 's'}`;
    return count === 0 ? text : paint(severity, text);
  });
  const beside = [
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(known > 0 ? [`${known} known`] : []),
    ...(absent > 0 ? [`${absent} of the baseline gone`] : []),
  ];
  const left = unchecked > 0 ? `, ${unchecked} not` : '';
  const checked = `${files.length} ${files.length === 1 ? 'file' : 'files'} checked${left}`;
  const counted = `${checked}: ${counts.join(', ')}${beside.length > 0 ? `; ${beside.join(', ')}` : ''}`;
  const fixable = fixableText(open);
  return fixable === '' ? counted : `${counted}\n${fixable}`;
}

function fixableText(open: readonly Finding[]): string {
  const safe = open.filter(({ fixes }) => fixes.some((fix) => fix.safe)).length;
  const others = open.filter(({ fixes }) => fixes.length > 0 && !fixes.some((fix) => fix.safe)).length;
  const parts = [
    ...(safe > 0 ? [`${safe} by \`--fix\``] : []),
    ...(others > 0 ? [`${others} by \`--fix=review\`, which wants a look afterwards`] : []),
  ];
  return parts.length === 0 ? '' : `can be mended: ${parts.join(', ')}`;
}
