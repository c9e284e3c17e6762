import type { Range } from '../workflow/document.ts';

/** One statement of an SQL text. */
export interface SqlStatement {
  /** Its words outside quotes and comments, in lower case. */
  readonly words: readonly string[];
  /** From its first word to its end, in the text. */
  readonly range: Range;
}

/** Longest text that is read, in UTF-16 units, and most statements that are told apart. */
const maxLength = 100_000;
const maxStatements = 100;

/** What is no word: comments, quoted texts and names (`''` inside stands for one), dollar quotes of PostgreSQL. */
const token =
  /--[^\n]*|\/\*.*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\$([A-Za-z_]*)\$.*?(?:\$\1\$|$)|;|[\p{L}_][\p{L}\p{N}_]*|[^\s\p{L}_;]/gsu;

/** Parts an SQL text into its statements; comments and empty statements are none. */
export function sqlStatements(text: string): readonly SqlStatement[] {
  const found: SqlStatement[] = [];
  let words: string[] = [];
  let start = -1;
  let last = -1;
  const end = (): void => {
    if (start >= 0) found.push({ words, range: { start, end: last } });
    words = [];
    start = -1;
  };
  for (const { 0: part, index } of text.slice(0, maxLength).matchAll(token)) {
    if (found.length >= maxStatements) break;
    if (part.startsWith('--') || part.startsWith('/*')) continue;
    if (part === ';') {
      end();
      continue;
    }
    if (start < 0) start = index;
    last = index + part.length;
    if (/^[\p{L}_]/u.test(part)) words.push(part.toLowerCase());
  }
  end();
  return found;
}
