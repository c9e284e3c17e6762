import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import type { LineIndex } from '../workflow/lineIndex.ts';
import type { Waiver } from './finding.ts';

/** Waiver comments of a document, and what is wrong with those that are not well-formed. */
export interface CommentWaivers {
  /** By the line that they cover. */
  readonly waivers: ReadonlyMap<number, readonly Waiver[]>;
  readonly problems: readonly { readonly message: string; readonly range: Range }[];
}

const marker = 'drydock-ignore';
const form = /^drydock-ignore\s+([a-z][a-z0-9-]*)\s+until\s+(\d{4}-\d{2}-\d{2})\s*:\s*(\S.*)$/;

/**
 * Reads comments `# drydock-ignore RULE until 2027-01-31: reason`; each covers its own line or, alone on it, the next, and
 * a block scalar (YAML 1.2, section 8.1) that begins there: inside one there are no comments.
 */
export function readWaivers(
  document: SourceDocument,
  lines: LineIndex,
  isRule: (id: string) => boolean,
): CommentWaivers {
  const waivers = new Map<number, Waiver[]>();
  const problems: { message: string; range: Range }[] = [];
  const behind = linesBehind(document, lines);
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
    const { line } = lines.positionAt(comment.range.start);
    const covered = behind.get(line) ?? line;
    const there = waivers.get(covered) ?? [];
    there.push({ rule, until, reason: reason.trim() });
    waivers.set(covered, there);
  }
  return { waivers, problems };
}

/** The waiver of a comment or of the policy that covers a finding on `today` (`YYYY-MM-DD`), or null. */
export function waiverFor(
  finding: { readonly rule: string; readonly lines: readonly number[]; readonly fingerprint: string },
  comments: CommentWaivers['waivers'],
  policy: Policy,
  today: string,
): Waiver | null {
  const { rule, lines, fingerprint } = finding;
  const found =
    lines.flatMap((line) => comments.get(line) ?? []).find((waiver) => waiver.rule === rule && waiver.until >= today) ??
    policy.waivers.find(
      (waiver) =>
        waiver.rule === rule &&
        (waiver.fingerprint === null || waiver.fingerprint === fingerprint) &&
        waiver.until >= today,
    );
  return found === undefined ? null : { rule: found.rule, reason: found.reason, until: found.until };
}

/** The line behind each comment that stands alone, and behind all such comments that follow it. */
function linesBehind(document: SourceDocument, lines: LineIndex): ReadonlyMap<number, number> {
  const behind = new Map<number, number>();
  for (const { range } of document.comments.toReversed()) {
    const { line, column } = lines.positionAt(range.start);
    const isAlone = document.text.slice(range.start - column + 1, range.start).trim() === '';
    if (isAlone) behind.set(line, behind.get(line + 1) ?? line + 1);
  }
  return behind;
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
