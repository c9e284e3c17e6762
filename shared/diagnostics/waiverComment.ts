import { err, ok, type Result } from '../base/result.ts';

/** What a waiver comment says. */
export interface WaiverComment {
  readonly rule: string;
  readonly reason: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly until: string;
}

const marker = 'drydock-ignore';
const form = /^drydock-ignore\s+([a-z][a-z0-9-]*)\s+until\s+(\d{4}-\d{2}-\d{2})\s*:\s*(\S.*)$/;

/** Reads the text of a comment, without its `#`; null where it is none of ours, a sentence where it is incomplete. */
export function readWaiverComment(text: string): Result<WaiverComment, string> | null {
  if (!text.startsWith(marker)) return null;
  const [, rule, until, reason] = form.exec(text) ?? [];
  if (rule === undefined || until === undefined || reason === undefined || !isDate(until)) {
    return err('A waiver names a rule, a last day and a reason: `# drydock-ignore RULE until 2027-01-31: reason`.');
  }
  return ok({ rule, until, reason: reason.trim() });
}

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}
