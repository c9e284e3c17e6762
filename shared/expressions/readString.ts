import type { Range } from '../workflow/document.ts';

/** A stretch of a string literal: its text, and what ended it. */
export interface StringStretch {
  readonly text: string;
  /** Position behind what ended it. */
  readonly end: number;
  readonly endedBy: 'quote' | 'interpolation' | 'nothing';
  readonly badEscapes: readonly Range[];
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const fourHex = /^[0-9a-fA-F]{4}$/;

/** The first half of a character needs the second one behind it. */
const highSurrogate = /^[dD][89abAB]/;
const lowSurrogate = /^\\u[dD][c-fC-F][0-9a-fA-F]{2}$/;

/** Reads a string literal from `start` (behind the quote or an interpolation) to its end or its next interpolation. */
export function readString(source: string, start: number): StringStretch {
  const badEscapes: Range[] = [];
  let text = '';
  let position = start;
  for (;;) {
    const plainEnd = endOfPlain(source, position);
    text += source.slice(position, plainEnd);
    position = plainEnd;
    if (position >= source.length) return { text, end: position, endedBy: 'nothing', badEscapes };
    if (source[position] === '"') return { text, end: position + 1, endedBy: 'quote', badEscapes };
    const mark = source[position + 1] ?? '';
    if (mark === '(') return { text, end: position + 2, endedBy: 'interpolation', badEscapes };
    const hex = source.slice(position + 2, position + 6);
    if (mark === 'u' && fourHex.test(hex)) {
      const isHalf = highSurrogate.test(hex) && !lowSurrogate.test(source.slice(position + 6, position + 12));
      if (isHalf) badEscapes.push({ start: position, end: position + 6 });
      text += String.fromCharCode(Number.parseInt(hex, 16));
      position += 6;
      continue;
    }
    const replacement = simpleEscapes[mark];
    if (replacement === undefined) badEscapes.push({ start: position, end: Math.min(position + 2, source.length) });
    text += replacement ?? mark;
    position = Math.min(position + 2, source.length);
  }
}

function endOfPlain(source: string, start: number): number {
  let position = start;
  while (position < source.length && source[position] !== '"' && source[position] !== '\\') position++;
  return position;
}
