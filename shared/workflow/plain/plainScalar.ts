import { CST, Schema } from 'yaml';
import type { Json } from '../../base/json.ts';
import type { SourceNode } from '../document.ts';
import {
  backslash,
  carriageReturn,
  colon,
  dash,
  doubleQuote,
  hash,
  isBlank,
  lineFeed,
  NotPlain,
  type PlainCursor,
  questionMark,
  singleQuote,
  space,
  tab,
} from './plainCursor.ts';

/** How the core schema (YAML 1.2, section 10.3) reads plain texts that are more than texts. */
const coreTags = new Schema({ schema: 'core' }).tags.flatMap((tag) =>
  'test' in tag && tag.test !== undefined && tag.default === true && tag.collection === undefined ? tag : [],
);

/** First characters of the plain texts that the core schema reads as null, a boolean or a number. */
const resolvedStart = /^[~nNtTfF0-9+\-.]/;

/** First characters that no plain text has, and those that `yaml` has to look at. */
const otherStarts = new Set([...'\t,[]{}#&*!|>\'"%@`\uFEFF'].map((character) => character.charCodeAt(0)));

/** What the core schema makes of a plain text; anything that JSON cannot write is not plain. */
export function coreValue(source: string): Json {
  if (!resolvedStart.test(source)) return source;
  const tag = coreTags.find(({ test }) => test?.test(source));
  if (tag === undefined) return source;
  const resolved: unknown = tag.resolve?.(source, () => undefined, {});
  const value: unknown = isWrapped(resolved) ? resolved.value : resolved;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new NotPlain();
}

function isWrapped(value: unknown): value is { readonly value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value;
}

/** Refuses what cannot begin a plain text, and what only looks as if it did. */
export function checkPlainStart(cursor: PlainCursor): void {
  const { code } = cursor;
  const isIndicator = code === dash || code === questionMark || code === colon;
  if (isIndicator ? cursor.isIndicator(code) : otherStarts.has(code) || isBlank(code)) throw new NotPlain();
}

/** Where the plain text at an offset ends on its line: before blanks, a comment, or the colon that makes it a key. */
export function plainEnd(text: string, from: number): number {
  let end = from;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) break;
    if (code === space || code === tab || code === carriageReturn) {
      if (text.charCodeAt(at + 1) === hash) break;
    } else if (code === colon && isBlank(text.charCodeAt(at + 1))) break;
    else end = at + 1;
  }
  return end;
}

/** Reads the scalar that begins here, and goes on to the next text; its lines stand further right than `indent`. */
export function readScalar(cursor: PlainCursor, indent: number): SourceNode {
  cursor.countNode();
  const { code } = cursor;
  if (code !== doubleQuote && code !== singleQuote) return readPlain(cursor, indent);
  const node = readQuoted(cursor, indent);
  cursor.nextLine();
  return node;
}

function readPlain(cursor: PlainCursor, indent: number): SourceNode {
  const { offset: start, comments } = cursor;
  checkPlainStart(cursor);
  const met = comments.length;
  let end = endOfLine(cursor);
  const firstEnd = end;
  while (cursor.column > indent && comments.length === met) end = endOfLine(cursor);
  const source = cursor.slice(start, end);
  const value = coreValue(end === firstEnd ? source : resolved({ type: 'scalar', offset: start, indent, source }));
  return { kind: 'scalar', range: { start, end }, value };
}

/** Reads a line of a plain text, which must not turn out to be a key, and goes on to the next text. */
function endOfLine(cursor: PlainCursor): number {
  const end = plainEnd(cursor.text, cursor.offset);
  cursor.offset = end;
  cursor.nextLine();
  return end;
}

/** Reads the text in quotes that begins here, up to its closing quote. */
export function readQuoted(cursor: PlainCursor, indent: number): SourceNode {
  const { text, offset: start, code } = cursor;
  const end = quotedEnd(text, start, code);
  cursor.offset = end;
  const line = text.indexOf('\n', start);
  const isOneLine = line < 0 || line >= end;
  if (!isOneLine) checkLines(text, line, { end, indent });
  const source = cursor.slice(start, end);
  const isPlain = isOneLine && !source.includes(code === doubleQuote ? '\\' : "''", 1);
  const type = code === doubleQuote ? 'double-quoted-scalar' : 'single-quoted-scalar';
  const value = isPlain ? source.slice(1, -1) : resolved({ type, offset: start, indent, source });
  return { kind: 'scalar', range: { start, end }, value };
}

/** Where the text in quotes that begins at an offset ends, behind its closing quote. */
export function quotedEnd(text: string, start: number, quote: number): number {
  const mark = String.fromCharCode(quote);
  for (let at = text.indexOf(mark, start + 1); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (quote === singleQuote) {
      if (text.charCodeAt(at + 1) !== singleQuote) return at + 1;
      at += 1;
    } else {
      let escapes = 0;
      while (text.charCodeAt(at - 1 - escapes) === backslash) escapes += 1;
      if (escapes % 2 === 0) return at + 1;
    }
  }
  throw new NotPlain();
}

/** Refuses lines of a text in quotes that do not stand further right than what is around it. */
function checkLines(text: string, first: number, { end, indent }: { end: number; indent: number }): void {
  for (let line = first; line >= 0 && line < end; line = text.indexOf('\n', line + 1)) {
    let at = line + 1;
    while (text.charCodeAt(at) === space) at += 1;
    const code = text.charCodeAt(at);
    if (at - line - 1 <= indent && code !== lineFeed && code !== carriageReturn) throw new NotPlain();
  }
}

/** The value of a scalar of several lines or with escapes, as `yaml` resolves it. */
export function resolved(token: CST.FlowScalar | CST.BlockScalar): string {
  const { value } = CST.resolveAsScalar(token, true, () => {
    throw new NotPlain();
  }) ?? { value: null };
  if (value === null) throw new NotPlain();
  return value;
}
