import { isJsonObject } from '../base/json.ts';
import type { Range, SourceDocument } from './document.ts';
import { parseDocument } from './parseDocument.ts';
import { lastPointerToken, parentPointer, valueAt } from './pointer.ts';

/** Stands where the cursor is while the text around it is read; nobody writes it. */
const probeName = '\uE000cursor';

/** On longer lines nobody types by hand, and looking at them takes long. */
const maxLineLength = 4000;

/** What is being typed, and where that would stand in the definition. */
export interface CompletionProbe {
  /** The definition with a stand-in where the cursor is. */
  readonly document: SourceDocument;
  /** Whether a key is being typed; otherwise a value. */
  readonly isKey: boolean;
  /** Of a key: the pointer of the map it is typed in; of a value: its own. */
  readonly pointer: string;
  /** The map's keys that are there without the one being typed, where a key is typed. */
  readonly siblings: readonly string[];
  /** What a completion replaces. */
  readonly range: Range;
  /** Whether the key has its colon already. */
  readonly hasColon: boolean;
  /** Blanks that lines after the first need beyond the indentation of the line. */
  readonly extraIndent: number;
  /** Whether the text stands in brackets, where there is no indentation. */
  readonly isFlow: boolean;
}

interface Word extends Range {
  readonly isKey: boolean;
  readonly isFlow: boolean;
  /** Whether the word is written with quotes, which are then replaced too. */
  readonly hasColon: boolean;
}

/**
 * Finds out what is being typed by reading the text once more with a stand-in at the cursor: that way it works in text
 * that is broken just there. Null in comments and where nothing can be completed.
 */
export function completionProbe({ text, format }: SourceDocument, offset: number): CompletionProbe | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const nextBreak = text.indexOf('\n', offset);
  const line = text.slice(lineStart, nextBreak === -1 ? text.length : nextBreak).replace(/\r$/, '');
  if (line.length > maxLineLength) return null;
  const column = offset - lineStart;
  // A value needs a blank behind the colon.
  if (format === 'yaml' && /[^\s"'{[,]:$/.test(line.slice(0, column))) return null;
  const word = format === 'json' ? flowWord(line, column) : (blockWord(line, column) ?? flowWord(line, column));
  if (word === null) return null;
  const range = { start: lineStart + word.start, end: lineStart + word.end };
  const standIn = format === 'json' ? `"${probeName}"` : `${probeName}${word.isKey && !word.hasColon ? ':' : ''}`;
  const parsed = parseDocument(text.slice(0, range.start) + standIn + text.slice(range.end), format);
  if (!parsed.ok) return null;
  const document = parsed.value;
  const found = document.pointerAt(range.start + 1);
  const isKey = lastPointerToken(found) === probeName;
  const pointer = isKey ? parentPointer(found) : found;
  // Inside a longer text (a script, say) the stand-in is a part of that text.
  if (!isKey && valueAt(document.value, found) !== probeName) return null;
  return {
    document,
    isKey,
    pointer,
    siblings: isKey ? keysAt(document, pointer) : [],
    range,
    hasColon: word.hasColon,
    extraIndent: Math.max(0, word.start - (/^ */.exec(line)?.[0].length ?? 0)),
    isFlow: word.isFlow,
  };
}

/** A key, or the value of a key, that is typed on a line of its own in block style. */
function blockWord(line: string, column: number): Word | null {
  const before = line.slice(0, column);
  const after = line.slice(column);
  const key = /^(\s*(?:-\s+)*)([^\s:#{}[\],"'&*!|>%@`-][^\s:#{}[\],"']*)?$/.exec(before);
  if (key !== null) {
    const rest = /^[^\s:#{}[\],"']*/.exec(after)?.[0] ?? '';
    const hasColon = /^\s*:(?:\s|$)/.test(after.slice(rest.length));
    return { start: key[1]?.length ?? 0, end: column + rest.length, isKey: true, isFlow: false, hasColon };
  }
  const value = /^(\s*(?:-\s+)*[^\s#{}[\],"'][^#{}[\],"']*?\s*:\s+)([^\s#{}[\]"'|>&*][^#]*)?$/.exec(before);
  if (value === null) return null;
  const rest = /^(?:[^#\s]|\s(?!\s*#|\s*$))*/.exec(after)?.[0] ?? '';
  return { start: value[1]?.length ?? 0, end: column + rest.length, isKey: false, isFlow: false, hasColon: false };
}

/** A word or a text in quotes inside brackets. */
function flowWord(line: string, column: number): Word | null {
  for (const found of line.matchAll(/"(?:[^"\\]|\\.)*"?|'[^']*'?|#.*/g)) {
    const end = found.index + found[0].length;
    if (column <= found.index || column > end) continue;
    if (found[0].startsWith('#')) return null;
    const isClosed = found[0].length > 1 && found[0].endsWith(found[0].charAt(0));
    if (column === end && isClosed) return null;
    return flowAt(line, found.index, end);
  }
  let start = column;
  while (start > 0 && !/[\s,:{}[\]"']/.test(line.charAt(start - 1))) start -= 1;
  let end = column;
  while (end < line.length && !/[\s,:{}[\]"']/.test(line.charAt(end))) end += 1;
  return flowAt(line, start, end);
}

function flowAt(line: string, start: number, end: number): Word {
  return { start, end, isKey: false, isFlow: true, hasColon: /^\s*:/.test(line.slice(end)) };
}

function keysAt({ value }: SourceDocument, pointer: string): string[] {
  const map = valueAt(value, pointer);
  return isJsonObject(map) ? Object.keys(map).filter((key) => key !== probeName) : [];
}
