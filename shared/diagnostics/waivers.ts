import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import type { LineIndex } from '../workflow/lineIndex.ts';
import type { Waiver } from './finding.ts';

/** A waiver comment and the line that it covers. */
export interface CommentWaiver extends Waiver {
  readonly line: number;
}

/** Waiver comments of a document, and what is wrong with those that are not well-formed. */
export interface CommentWaivers {
  readonly waivers: readonly CommentWaiver[];
  readonly problems: readonly { readonly message: string; readonly range: Range }[];
}

const marker = 'drydock-ignore';
const form = /^drydock-ignore\s+([a-z][a-z0-9-]*)\s+until\s+(\d{4}-\d{2}-\d{2})\s*:\s*(\S.*)$/;

/** Reads comments `# drydock-ignore RULE until 2027-01-31: reason`; each covers its own line or, alone on it, the next. */
export function readWaivers(
  document: SourceDocument,
  lines: LineIndex,
  isRule: (id: string) => boolean,
): CommentWaivers {
  const waivers: CommentWaiver[] = [];
  const problems: { message: string; range: Range }[] = [];
  const alone = linesOfComments(document, lines);
  for (const comment of document.comments) {
    if (!comment.text.startsWith(marker)) continue;
    const [, rule, until, reason] = form.exec(comment.text) ?? [];
    if (rule === undefined || until === undefined || reason === undefined || !isDate(until)) {
      problems.push({
        message: 'A waiver names a rule, a last day and a reason: `# drydock-ignore RULE until 2027-01-31: reason`.',
        range: comment.range,
      });
      continue;
    }
    if (!isRule(rule))
      problems.push({ message: `The waiver names a rule \`${rule}\` that there is not.`, range: comment.range });
    let { line } = lines.positionAt(comment.range.start);
    while (alone.has(line)) line += 1;
    waivers.push({ rule, until, reason: reason.trim(), line });
  }
  return { waivers, problems };
}

/** The waiver of a comment or of the policy that covers a finding on `today` (`YYYY-MM-DD`), or null. */
export function waiverFor(
  finding: { readonly rule: string; readonly line: number; readonly fingerprint: string },
  comments: readonly CommentWaiver[],
  policy: Policy,
  today: string,
): Waiver | null {
  const { rule, line, fingerprint } = finding;
  const found =
    comments.find((waiver) => waiver.rule === rule && waiver.line === line && waiver.until >= today) ??
    policy.waivers.find(
      (waiver) =>
        waiver.rule === rule &&
        (waiver.fingerprint === null || waiver.fingerprint === fingerprint) &&
        waiver.until >= today,
    );
  return found === undefined ? null : { rule: found.rule, reason: found.reason, until: found.until };
}

/** Lines on which a comment stands alone. */
function linesOfComments(document: SourceDocument, lines: LineIndex): ReadonlySet<number> {
  const alone = new Set<number>();
  for (const { range } of document.comments) {
    const { line, column } = lines.positionAt(range.start);
    if (document.text.slice(range.start - column + 1, range.start).trim() === '') alone.add(line);
  }
  return alone;
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
