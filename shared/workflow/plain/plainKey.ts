import type { Range, SourceEntry } from '../document.ts';
import { yamlProblemText } from '../yamlProblemText.ts';
import {
  colon,
  doubleQuote,
  isBlank,
  lineFeed,
  NotPlain,
  openBrace,
  openBracket,
  type PlainCursor,
  singleQuote,
  space,
} from './plainCursor.ts';
import { checkPlainStart, plainEnd, quotedEnd, readQuoted, resolved } from './plainScalar.ts';

/** Longest distance from a key to its colon, well inside of what YAML allows (1,024). */
const maxKeyLength = 1_000;

/** A key, and where it stands. */
export interface PlainKey {
  readonly name: string;
  readonly range: Range;
}

/** Whether a mark stands here that begins a document. */
export function isDocumentStart({ text, offset }: PlainCursor): boolean {
  return isMark(text, offset, '---');
}

function isMark(text: string, offset: number, mark: '---' | '...'): boolean {
  const isFirst = offset === 0 || text.charCodeAt(offset - 1) === lineFeed;
  return isFirst && text.startsWith(mark, offset) && isBlank(text.charCodeAt(offset + 3));
}

function checkNoMark({ text, offset }: PlainCursor): void {
  if (isMark(text, offset, '---') || isMark(text, offset, '...')) throw new NotPlain();
}

/** Reads the key that begins here, with its colon; null, and nothing read, where no colon follows on its line. */
export function readKey(cursor: PlainCursor): PlainKey | null {
  const { text, offset: start, code } = cursor;
  if (code === openBrace || code === openBracket) return null;
  const isQuoted = code === doubleQuote || code === singleQuote;
  const end = isQuoted ? quotedEnd(text, start, code) : plainEnd(text, start);
  const at = colonAt(text, end);
  if (at === null) return null;
  if (at - start > maxKeyLength) throw new NotPlain();
  if (!isQuoted) checkKeyStart(cursor);
  const key = isQuoted ? readQuotedKey(cursor) : { name: cursor.slice(start, end), range: { start, end } };
  cursor.offset = at + 1;
  return key;
}

/** Reads a key in quotes, which is of one line. */
export function readQuotedKey(cursor: PlainCursor): PlainKey {
  const { range, value } = readQuoted(cursor, 0);
  if (cursor.text.slice(range.start, range.end).includes('\n')) throw new NotPlain();
  return { name: String(value), range };
}

/** Where the colon behind a key stands; null where there is none. */
function colonAt(text: string, keyEnd: number): number | null {
  let at = keyEnd;
  while (text.charCodeAt(at) === space) at += 1;
  return text.charCodeAt(at) === colon && isBlank(text.charCodeAt(at + 1)) ? at : null;
}

function checkKeyStart(cursor: PlainCursor): void {
  checkPlainStart(cursor);
  checkNoMark(cursor);
}

/** What `yaml` says of a key without a colon, and of one that it takes the next line into for that. */
const missingColon = yamlProblemText('Implicit map keys need to be followed by map values');
const severalLines = yamlProblemText('Implicit keys need to be on a single line');

/** A key that misses its colon, or found that of the line below. */
export interface HalfKey extends PlainKey {
  readonly hasColon: boolean;
}

/**
 * Reads the key without a colon that begins here, in the column of its map behind another entry: the one mistake that is in a
 * text most of the time while a person types. `yaml` takes what stands below it and no further left for a part of the key.
 */
export function readHalfKey(cursor: PlainCursor, column: number, previous: SourceEntry | undefined): HalfKey {
  const { text, offset: start, comments } = cursor;
  checkKeyStart(cursor);
  const met = comments.length;
  const end = plainEnd(text, start);
  cursor.offset = end;
  cursor.nextLine();
  // At comments, and at keys of one letter, `yaml` loses count of how far lines are indented.
  const isBehindComment = previous === undefined || text.slice(previous.range.end, start).includes('#');
  if (isBehindComment || comments.length > met) throw new NotPlain();
  if (cursor.column < column) {
    cursor.report(missingColon, { start, end });
    return { name: cursor.slice(start, end), range: { start, end }, hasColon: false };
  }
  checkNoMark(cursor);
  const last = plainEnd(text, cursor.offset);
  const at = last > cursor.offset ? colonAt(text, last) : null;
  if (isBlank(text.charCodeAt(start + 1)) || at === null || at - start > maxKeyLength) throw new NotPlain();
  const range = { start, end: last };
  cursor.report(severalLines, range);
  cursor.offset = at + 1;
  const source = cursor.slice(start, last);
  return { name: resolved({ type: 'scalar', offset: start, indent: column, source }), range, hasColon: true };
}
