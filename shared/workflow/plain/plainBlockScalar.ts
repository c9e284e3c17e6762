import type { CST } from 'yaml';
import type { SourceNode } from '../document.ts';
import { carriageReturn, dash, isBlank, lineFeed, NotPlain, type PlainCursor, plus, space } from './plainCursor.ts';
import { resolved } from './plainScalar.ts';

/** Reads the text below the `|` or `>` that stands here, and goes on to the next; its lines stand further right than `indent`. */
export function readBlockScalar(cursor: PlainCursor, indent: number): SourceNode {
  cursor.countNode();
  const { text, offset: start } = cursor;
  cursor.offset += 1;
  const isKept = cursor.code === plus;
  if (isKept || cursor.code === dash) cursor.offset += 1;
  const header = cursor.slice(start, cursor.offset);
  if (!isBlank(cursor.code)) throw new NotPlain();
  cursor.endLine();
  const first = cursor.offset;
  const last = blockEnd(text, first, { indent, isKept });
  const token: CST.BlockScalar = {
    type: 'block-scalar',
    offset: start,
    indent,
    props: [{ type: 'block-scalar-header', offset: start, indent, source: header }],
    source: cursor.slice(first, last),
  };
  const value = resolved(token);
  let end = last;
  while (text.charCodeAt(end - 1) === lineFeed || text.charCodeAt(end - 1) === carriageReturn) end -= 1;
  cursor.offset = last;
  cursor.nextLine();
  return { kind: 'scalar', range: { start, end }, value };
}

/** A line of a text. */
interface Line {
  /** How many spaces it begins with. */
  readonly width: number;
  /** Whether there is nothing else. */
  readonly isEmpty: boolean;
  /** Where the next line begins, or the text ends. */
  readonly next: number;
  /** Whether a line break ends it, and not the text. */
  readonly isEnded: boolean;
}

function lineAt(text: string, start: number): Line {
  let at = start;
  while (text.charCodeAt(at) === space) at += 1;
  const code = text.charCodeAt(at);
  const isEmpty = code === lineFeed || code === carriageReturn || at === text.length;
  const end = text.indexOf('\n', at);
  return { width: at - start, isEmpty, next: end < 0 ? text.length : end + 1, isEnded: end >= 0 };
}

/** Where the lines of a block end, behind the last line break that is a part of it. */
function blockEnd(text: string, first: number, { indent, isKept }: { indent: number; isKept: boolean }): number {
  let start = first;
  let line = lineAt(text, start);
  while (line.isEmpty && line.isEnded) {
    start = line.next;
    line = lineAt(text, start);
  }
  const { width } = line;
  const hasText = width > indent && !line.isEmpty;
  // What `yaml` makes of empty lines at the end of a text that keeps them depends on what else there is.
  if (isKept && !hasText) throw new NotPlain();
  return hasText
    ? textEnd(text, start, { width, isKept })
    : emptyEnd(text, first, { stop: width > indent ? line.next : start, width });
}

/** With the last line that is not empty; empty ones count where they are kept, or indented further than the text. */
function textEnd(text: string, first: number, { width, isKept }: { width: number; isKept: boolean }): number {
  let end = first;
  for (let start = first; start < text.length; ) {
    const line = lineAt(text, start);
    if (!line.isEmpty && line.width < width) break;
    if (line.isEmpty && isKept && !line.isEnded) throw new NotPlain();
    if (!line.isEmpty || isKept || line.width > width) end = line.next;
    start = line.next;
  }
  return end;
}

/** The first line belongs to a block without a text, and so do those up to the last that is indented further than what follows. */
function emptyEnd(text: string, first: number, { stop, width }: { stop: number; width: number }): number {
  let end = Math.min(lineAt(text, first).next, stop);
  for (let start = end; start < stop; ) {
    const line = lineAt(text, start);
    if (line.width > width) end = line.next;
    start = line.next;
  }
  return end;
}
