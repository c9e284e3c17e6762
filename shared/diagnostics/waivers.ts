import type { Policy } from '../policy/policy.ts';
import type { Range, SourceDocument } from '../workflow/document.ts';
import type { LineIndex } from '../workflow/lineIndex.ts';
import type { Waiver } from './finding.ts';
import type { Problem } from './rule.ts';
import { readWaiverComment } from './waiverComment.ts';

/** Most comments of one document that are objected to. */
const maxProblems = 1_000;

/** A waiver that a comment states. */
interface CommentWaiver {
  readonly rule: string;
  readonly reason: string;
  readonly until: string;
  readonly range: Range;
}

/** The comments that waive one rule on one line. */
interface CoveredLine {
  readonly rule: string;
  /** Where any of them still holds, the first does. */
  readonly comments: CommentWaiver[];
  /** Whether something was found there. */
  isNeeded: boolean;
}

/** What waivers are judged by. */
export interface WaiverSurroundings {
  readonly policy: Policy;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  isRule(id: string): boolean;
}

/**
 * The waivers of a document: its comments `# drydock-ignore RULE until 2027-01-31: reason`, and those of the policy. A
 * comment covers its own line or, alone on it, the next, and a block scalar (YAML 1.2, section 8.1) that begins there:
 * inside one there are no comments.
 */
export class Waivers {
  /** What is wrong with comments that are not well-formed, or hold for too long. */
  readonly problems: readonly Problem[];
  readonly #document: SourceDocument;
  readonly #policy: Policy;
  readonly #today: string;
  /** By line and rule. */
  readonly #covered = new Map<string, CoveredLine>();

  constructor(document: SourceDocument, linesOf: () => LineIndex, { policy, today, isRule }: WaiverSurroundings) {
    this.#document = document;
    this.#policy = policy;
    this.#today = today;
    const problems: Problem[] = [];
    let behind: ReadonlyMap<number, number> | null = null;
    for (const { text, range } of document.comments) {
      const read = readWaiverComment(text);
      if (read === null) continue;
      if (!read.ok) {
        problems.push(this.#problem(range, read.error, 'Mend the comment; until then it waives nothing.'));
        continue;
      }
      const waiver = { ...read.value, range };
      if (!isRule(waiver.rule)) problems.push(this.#unknownRule(waiver));
      else if (isFar(waiver.until, today)) problems.push(this.#tooFar(waiver));
      behind ??= linesBehind(document, linesOf());
      const { line } = linesOf().positionAt(range.start);
      this.#cover(behind.get(line) ?? line, waiver);
    }
    this.problems = problems.slice(0, maxProblems);
  }

  /** Whether any comment waives anything: without one, lines of findings need not be known. */
  get hasComments(): boolean {
    return this.#covered.size > 0;
  }

  /** The waiver that covers a finding, or null. The comment, if there is one, is needed from here on. */
  waiverFor(rule: string, lines: readonly number[], fingerprint: string): Waiver | null {
    for (const line of lines) {
      const covered = this.#covered.get(`${line} ${rule}`);
      if (covered === undefined) continue;
      covered.isNeeded = true;
      const [found] = covered.comments;
      if (found !== undefined && found.until >= this.#today)
        return { rule, reason: found.reason, until: found.until, origin: 'comment' };
    }
    const found = this.#policy.waivers.find(
      (waiver) =>
        waiver.rule === rule &&
        (waiver.fingerprint === null || waiver.fingerprint === fingerprint) &&
        waiver.until >= this.#today,
    );
    return found === undefined ? null : { rule, reason: found.reason, until: found.until, origin: 'policy' };
  }

  /** Comments that do nothing, once everything was found: of rules that ran and found nothing there, and those that ended. */
  idle(hasRun: (rule: string) => boolean): Problem[] {
    const found: Problem[] = [];
    for (const { rule, comments, isNeeded } of this.#covered.values()) {
      if (!hasRun(rule)) continue;
      for (const { until, range } of comments) {
        if (!isNeeded) found.push(this.#unused(rule, range));
        else if (until < this.#today) found.push(this.#ended(until, range));
      }
      if (found.length >= maxProblems) break;
    }
    return found.slice(0, maxProblems);
  }

  #cover(line: number, waiver: CommentWaiver): void {
    const key = `${line} ${waiver.rule}`;
    const covered = this.#covered.get(key) ?? { rule: waiver.rule, comments: [], isNeeded: false };
    if (waiver.until >= this.#today && (covered.comments[0]?.until ?? waiver.until) < this.#today)
      covered.comments.unshift(waiver);
    else covered.comments.push(waiver);
    this.#covered.set(key, covered);
  }

  #unknownRule({ rule, range }: CommentWaiver): Problem {
    const message = `The waiver names a rule \`${rule}\` that there is not.`;
    return this.#problem(range, message, 'Name a rule that `drydock docs` lists; until then it waives nothing.');
  }

  #tooFar({ until, range }: CommentWaiver): Problem {
    const help = 'Name a day within a year, so that somebody looks at it again.';
    return {
      ...this.#problem(range, `The waiver holds for more than a year, until ${until}.`, help),
      severity: 'note',
    };
  }

  #unused(rule: string, range: Range): Problem {
    const message = `The waiver waives nothing: \`${rule}\` finds nothing here.`;
    return {
      ...this.#problem(range, message, 'Remove the comment.'),
      severity: 'note',
      fixes: [{ title: 'Remove the comment', safe: true, edits: [{ range: this.#wholeComment(range), newText: '' }] }],
    };
  }

  #ended(until: string, range: Range): Problem {
    const help = 'Mend what it waived, or agree on another last day.';
    const message = `The waiver ended on ${until}: what it waived is reported again.`;
    return { ...this.#problem(range, message, help), severity: 'note' };
  }

  #problem(range: Range, message: string, help: string): Problem {
    return { message, help, pointer: this.#document.pointerAt(range.start), range };
  }

  /** A comment with the white space before it, and with its line where it stands alone. */
  #wholeComment({ start, end }: Range): Range {
    const { text } = this.#document;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const before = text.slice(lineStart, start);
    if (before.trim() !== '') return { start: lineStart + before.trimEnd().length, end };
    const lineBreak = text.indexOf('\n', end);
    return { start: lineStart, end: lineBreak < 0 ? text.length : lineBreak + 1 };
  }
}

/** Whether a day is more than a year away. */
export function isFar(until: string, today: string): boolean {
  const year = String(Number(today.slice(0, 4)) + 1).padStart(4, '0');
  return until > `${year}${today.slice(4)}`;
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
