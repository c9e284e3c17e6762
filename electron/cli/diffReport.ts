import { styleText } from 'node:util';
import { oneLine } from '../../shared/base/withoutControls.ts';
import { type Finding, severities } from '../../shared/diagnostics/finding.ts';
import type { Review, ReviewedChange } from '../../shared/diagnostics/meaning/review.ts';
import type { Range } from '../../shared/workflow/document.ts';
import { type LineIndex, lineIndex, type Position } from '../../shared/workflow/lineIndex.ts';
import type { ReadDefinition } from './readDefinition.ts';

/** Two definitions and what a review says about them. */
export interface Compared {
  readonly before: ReadDefinition;
  readonly after: ReadDefinition;
  readonly review: Review;
  readonly changes: readonly ReviewedChange[];
}

type Style = 'red' | 'green' | 'yellow' | 'dim' | 'bold';
type Paint = (style: Style, text: string) => string;

const signs: Record<ReviewedChange['change'], readonly [string, Style]> = {
  added: ['+', 'green'],
  removed: ['-', 'red'],
  changed: ['~', 'yellow'],
  renamed: ['~', 'yellow'],
  moved: ['~', 'yellow'],
};

/** For a terminal: findings first, then what changed by weight, then waivers. */
export function diffText(compared: Compared, color: boolean): string {
  const paint: Paint = color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_style, text) => text;
  const { before, after, review, changes } = compared;
  const [older, newer] = [lineIndex(before.document.text), lineIndex(after.document.text)];
  const isNew = review.findings.filter(({ standing }) => standing === 'new').map(({ finding }) => finding);
  const lines = [
    paint('bold', headline(compared)),
    countLine(review),
    ...isNew.map((finding) => findingLine('+', finding, after.path, newer, paint)),
    ...review.gone.map((finding) => findingLine('-', finding, before.path, older, paint)),
    ...(changes.length === 0 ? [] : ['']),
    ...changes.map((change) => {
      const [sign, style] = signs[change.change];
      const at = place(change.range, after.path, newer) ?? place(change.beforeRange, before.path, older);
      return `${paint(style, sign)} ${oneLine(change.sentence)}${at === null ? '' : paint('dim', ` (${at})`)}`;
    }),
    ...waiverLines(compared, newer, paint),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as data; members are only ever added within a version of the format. */
export function diffData({ before, after, review, changes }: Compared): object {
  const [older, newer] = [lineIndex(before.document.text), lineIndex(after.document.text)];
  const findings = (standing: Review['findings'][number]['standing']) =>
    review.findings.filter((one) => one.standing === standing).map(({ finding }) => finding);
  return {
    diff: 1,
    before: before.path,
    after: after.path,
    same: review.isSameMeaning,
    changes: changes.map(({ range, beforeRange, ...change }) => ({
      ...change,
      start: startOf(range, newer),
      beforeStart: startOf(beforeRange, older),
    })),
    findings: {
      added: findings('new'),
      removed: review.gone,
      waived: findings('waived'),
      kept: findings('kept'),
    },
    waivers: review.waivers.map(({ range, ...waiver }) => ({ ...waiver, start: startOf(range, newer) })),
  };
}

function headline({ before, after, review, changes }: Compared): string {
  const names = `${oneLine(before.path)} → ${oneLine(after.path)}`;
  if (review.isSameText) return `${names}: the same text`;
  if (review.isSameMeaning) return `${names}: means the same, the layout differs`;
  return `${names}: ${changes.length} ${changes.length === 1 ? 'change' : 'changes'} of meaning`;
}

function countLine({ findings, gone }: Review): string {
  const of = (standing: string) => findings.filter((one) => one.standing === standing).map(({ finding }) => finding);
  const waived = of('waived').length;
  const counts = [
    `${inWords(of('new'))} new`,
    `${inWords(gone)} gone`,
    `${inWords([...of('kept'), ...of('waived')])} kept`,
  ];
  return `findings: ${counts.join(', ')}${waived === 0 ? '' : `; ${waived} waived since`}`;
}

/** `3 (1 error, 2 notes)`; waived findings are counted without their severity. */
function inWords(findings: readonly Finding[]): string {
  const counts = severities.flatMap((severity) => {
    const count = findings.filter((one) => one.waiver === null && one.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`];
  });
  return counts.length === 0 ? String(findings.length) : `${findings.length} (${counts.join(', ')})`;
}

function findingLine(sign: '+' | '-', finding: Finding, path: string, lines: LineIndex, paint: Paint): string {
  const { severity, rule, message, location, waiver } = finding;
  const waived = waiver === null ? '' : ` (waived until ${waiver.until})`;
  const at = place(location.range, path, lines);
  return `${paint(sign === '+' ? 'red' : 'green', sign)} ${severity}[${rule}]: ${oneLine(message)}${waived}${paint('dim', ` (${at})`)}`;
}

function waiverLines({ after, review }: Compared, lines: LineIndex, paint: Paint): string[] {
  if (review.waivers.length === 0) return [];
  return [
    '',
    ...review.waivers.map(({ rule, reason, until, origin, range, isExpired, isNew, covers }) => {
      const state = isExpired ? paint('red', 'ended') : isNew ? paint('yellow', 'new waiver') : 'waiver';
      const at = range === null ? origin : place(range, after.path, lines);
      const what = covers === 0 ? 'covers nothing' : `covers ${covers}`;
      return `${state} ${rule} until ${until}, ${what}: ${oneLine(reason)}${paint('dim', ` (${at})`)}`;
    }),
  ];
}

function place(range: Range | null, path: string, lines: LineIndex): string | null {
  if (range === null) return null;
  const { line, column } = lines.positionAt(range.start);
  return `${oneLine(path)}:${line}:${column}`;
}

function startOf(range: Range | null, lines: LineIndex): Position | null {
  return range === null ? null : lines.positionAt(range.start);
}
