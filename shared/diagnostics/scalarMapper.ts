import type { Range } from '../workflow/document.ts';

/** Leads a stretch of a scalar's value to where it stands in the document. */
export type ScalarMapper = (part: Range) => Range;

/**
 * Makes the mapper of one scalar: through quotes, escapes, folded lines and block scalars (YAML 1.2, sections 7.3 and
 * 8.1). The whole scalar where value and text cannot be matched character by character.
 */
export function scalarMapper(text: string, scalar: Range, value: string): ScalarMapper {
  const source = text.slice(scalar.start, scalar.end);
  if (source === value) return (part) => shifted(part, scalar.start);
  if (source.length === value.length + 2 && source.startsWith(value, 1))
    return (part) => shifted(part, scalar.start + 1);
  const offsets = valueOffsets(source, value);
  if (offsets === null) return () => scalar;
  return (part) => shifted(mapped(source, offsets, part), scalar.start);
}

function mapped(source: string, offsets: Int32Array, part: Range): Range {
  const start = offsets[part.start] ?? 0;
  if (part.end <= part.start) return { start, end: start };
  const next = offsets[part.end] ?? source.length;
  const last = offsets[part.end - 1] ?? start;
  // Between two characters may lie a line break with its indentation; the part ends behind its last character.
  const end = source.slice(last + 1, next).includes('\n') ? last + 1 : next;
  return { start, end: Math.max(start, end) };
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

/** Offset in the source of each character of the value, and of its end; null where they do not match. */
function valueOffsets(source: string, value: string): Int32Array | null {
  switch (source[0]) {
    case '"':
      return matched(source, value, 1, doubleQuoted);
    case "'":
      return matched(source, value, 1, singleQuoted);
    case '|':
    case '>':
      return matched(source, value, source.indexOf('\n') + 1, nothingSpecial);
    default:
      return matched(source, value, 0, folded);
  }
}

/** Reads an escape at an offset: how long it is, and what it stands for; null where there is none. */
type ReadEscape = (source: string, at: number) => { readonly length: number; readonly value: string } | null;

const nothingSpecial: ReadEscape = () => null;

const fold = /[ \t]*(?:\r?\n[ \t]*)+/y;

/** A line break in a flow scalar is a space; of several in a row all but the first are kept. */
const folded: ReadEscape = (source, at) => {
  if (!' \t\r\n'.includes(source[at] ?? '-')) return null;
  fold.lastIndex = at;
  const run = fold.exec(source)?.[0];
  if (run === undefined) return null;
  const breaks = run.split('\n').length - 1;
  return { length: run.length, value: breaks === 1 ? ' ' : '\n'.repeat(breaks - 1) };
};

const singleQuoted: ReadEscape = (source, at) =>
  source.startsWith("''", at) ? { length: 2, value: "'" } : folded(source, at);

const simpleEscapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const doubleQuoted: ReadEscape = (source, at) => {
  if (source[at] !== '\\') return folded(source, at);
  const letter = source[at + 1] ?? '';
  const digits = hexDigits[letter];
  if (digits !== undefined) {
    const code = Number.parseInt(source.slice(at + 2, at + 2 + digits), 16);
    return code <= 0x10ffff ? { length: 2 + digits, value: String.fromCodePoint(code) } : null;
  }
  const simple = simpleEscapes[letter];
  if (simple !== undefined) return { length: 2, value: simple };
  const lineBreak = /^\\\r?\n[ \t]*/.exec(source.slice(at, at + 1_000));
  return lineBreak === null ? null : { length: lineBreak[0].length, value: '' };
};

function matched(source: string, value: string, from: number, readEscape: ReadEscape): Int32Array | null {
  const offsets = new Int32Array(value.length + 1);
  let at = from;
  let index = 0;
  while (index < value.length) {
    const special = readEscape(source, at);
    if (special !== null) {
      if (!value.startsWith(special.value, index)) return null;
      for (let unit = 0; unit < special.value.length; unit += 1) offsets[index + unit] = at;
      index += special.value.length;
      at += special.length;
      continue;
    }
    const wanted = value[index];
    const found = source[at];
    if (wanted === found) {
      offsets[index] = at;
      index += 1;
      at += 1;
    } else if (wanted === ' ' && isBreak(found)) {
      offsets[index] = at;
      index += 1;
      at = afterSpace(source, at);
    } else if (isBreak(found) || found === ' ' || found === '\t') {
      at += 1;
    } else if (wanted === '\n' && at >= source.length) {
      offsets.fill(source.length, index);
      return offsets;
    } else return null;
  }
  offsets[value.length] = at;
  return offsets;
}

function isBreak(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function afterSpace(source: string, from: number): number {
  let at = from;
  while (at < source.length && ' \t\r\n'.includes(source[at] ?? '')) at += 1;
  return at;
}
