import { type Severity, severities } from '../../shared/diagnostics/finding.ts';

/** A number as people read it: `20,000`. */
export function showCount(count: number): string {
  return count.toLocaleString('en');
}

/** A number of things in words: `1 error`, `2 errors`. The plural of the word is with an s. */
export function countOf(count: number, word: string): string {
  return `${showCount(count)} ${word}${count === 1 ? '' : 's'}`;
}

/** How many problems there are of each severity that there are any of, in words; empty for none. */
export function countWords(counts: Readonly<Record<Severity, number>>): string {
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => countOf(counts[severity], severity))
    .join(', ');
}
