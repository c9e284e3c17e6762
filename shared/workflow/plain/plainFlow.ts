import type { SourceEntry, SourceItem, SourceNode } from '../document.ts';
import { listNode } from '../sourceTree.ts';
import {
  carriageReturn,
  closeBrace,
  closeBracket,
  colon,
  comma,
  dash,
  doubleQuote,
  hash,
  isBlank,
  lineFeed,
  NotPlain,
  openBrace,
  openBracket,
  type PlainCursor,
  questionMark,
  singleQuote,
  space,
} from './plainCursor.ts';
import { type PlainKey, readQuotedKey } from './plainKey.ts';
import { plainMap } from './plainMap.ts';
import { checkPlainStart, coreValue, readQuoted } from './plainScalar.ts';

/** Reads the collection in brackets that begins here; its lines stand further right than `indent`, but for its end. */
export function readFlow(cursor: PlainCursor, indent: number): SourceNode {
  cursor.countNode();
  const node = new FlowReader(cursor, indent).collection();
  cursor.nextLine();
  return node;
}

function isFlowIndicator(code: number): boolean {
  return code === comma || code === openBracket || code === closeBracket || code === openBrace || code === closeBrace;
}

class FlowReader {
  readonly #cursor: PlainCursor;
  readonly #indent: number;
  #level = 0;

  constructor(cursor: PlainCursor, indent: number) {
    this.#cursor = cursor;
    this.#indent = indent;
  }

  collection(): SourceNode {
    this.#cursor.enter();
    this.#level += 1;
    const node = this.#cursor.code === openBrace ? this.#map() : this.#list();
    this.#level -= 1;
    this.#cursor.leave();
    return node;
  }

  #map(): SourceNode {
    const { offset: start } = this.#cursor;
    const entries: SourceEntry[] = [];
    this.#parts(closeBrace, () => entries.push(this.#entry()));
    return plainMap({ start, end: this.#cursor.offset }, entries);
  }

  #list(): SourceNode {
    const { offset: start } = this.#cursor;
    const items: SourceItem[] = [];
    this.#parts(closeBracket, () => {
      const node = this.#value();
      items.push({ range: node.range, node });
    });
    return listNode({ start, end: this.#cursor.offset }, items);
  }

  /** Reads parts with a comma behind each but the last, where one may stand too, up to the bracket that ends them. */
  #parts(close: number, read: () => void): void {
    const cursor = this.#cursor;
    cursor.offset += 1;
    this.#skipSpace();
    while (cursor.code !== close) {
      read();
      this.#skipSpace();
      if (cursor.code === comma) {
        cursor.offset += 1;
        this.#skipSpace();
      } else if (cursor.code !== close) throw new NotPlain();
    }
    cursor.offset += 1;
  }

  #entry(): SourceEntry {
    const cursor = this.#cursor;
    const isQuoted = cursor.code === doubleQuote || cursor.code === singleQuote;
    const { range, name } = isQuoted ? readQuotedKey(cursor) : this.#plain();
    cursor.skipSpaces();
    if (cursor.code !== colon) throw new NotPlain();
    cursor.offset += 1;
    this.#skipSpace();
    const node = this.#value();
    return { key: name, keyRange: range, range: node.range, node };
  }

  #value(): SourceNode {
    const cursor = this.#cursor;
    cursor.countNode();
    switch (cursor.code) {
      case openBrace:
      case openBracket:
        return this.collection();
      case doubleQuote:
      case singleQuote:
        return readQuoted(cursor, this.#indent);
      default: {
        const { range, name } = this.#plain();
        return { kind: 'scalar', range, value: coreValue(name) };
      }
    }
  }

  /** A text of one line without quotes. */
  #plain(): PlainKey {
    const cursor = this.#cursor;
    const { text, offset: start, code: first } = cursor;
    const second = text.charCodeAt(start + 1);
    checkPlainStart(cursor);
    if (first === colon || first === questionMark || (first === dash && isFlowIndicator(second))) throw new NotPlain();
    let end = start;
    for (let at = start; ; at += 1) {
      const code = text.charCodeAt(at);
      const next = text.charCodeAt(at + 1);
      if (isFlowIndicator(code) || Number.isNaN(code) || code === lineFeed) break;
      if (code === colon && (isBlank(next) || isFlowIndicator(next))) break;
      if (!isBlank(code)) end = at + 1;
      else if (next === hash) throw new NotPlain();
    }
    cursor.offset = end;
    return { range: { start, end }, name: cursor.slice(start, end) };
  }

  /** Passes blanks and line breaks. What stands on a new line is further right than what is around, but for the last bracket. */
  #skipSpace(): void {
    const cursor = this.#cursor;
    let line = -1;
    for (let { code } = cursor; code === space || code === lineFeed || code === carriageReturn; { code } = cursor) {
      cursor.offset += 1;
      if (code === lineFeed) line = cursor.offset;
    }
    if (line < 0 || cursor.offset - line > this.#indent) return;
    const isEnd = this.#level === 1 && (cursor.code === closeBrace || cursor.code === closeBracket);
    if (!isEnd || cursor.offset - line < this.#indent) throw new NotPlain();
  }
}
