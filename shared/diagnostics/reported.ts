import type { Problem, Report } from './rule.ts';

/** Most findings that one rule may have in one document, and so in any part of it. */
export const maxFindings = 1_000;

/** What a check reports, up to a bound. */
export class Reported {
  problems: Problem[] = [];
  /** How many more there were. */
  more = 0;
  readonly report: Report = (problem) => {
    if (this.problems.length < maxFindings) this.problems.push(problem);
    else this.more += 1;
  };
}
