import { CST, Schema } from 'yaml';
import type { Json } from '../base/json.ts';
import type { Range, SourceEntry, SourceItem, SourceNode } from './document.ts';
import { maxNodes } from './documentLimits.ts';
import { mapNode } from './sourceTree.ts';

type Token = CST.Token;
type MapToken = CST.BlockMap;
type FlowToken = CST.FlowCollection;

/**
 * Composes the tree straight from the concrete syntax, where nothing in it is unusual: a third of the time that `yaml`'s own nodes and
 * their conversion take. Null where anything is: a mistake, an anchor, an alias, a tag, a directive, a second document, an
 * empty value, a complex key. What it gives is exactly what the long way gives.
 */
export function composePlain(tokens: readonly Token[], text: string): SourceNode | null {
  let tree: SourceNode | null = null;
  for (const token of tokens) {
    if (token.type === 'document') {
      if (tree !== null) return null;
      tree = new PlainComposer(text).document(token);
      if (tree === null) return null;
    } else if (!outside.has(token.type)) return null;
  }
  return tree;
}

/** What may stand before and behind the document. */
const outside: ReadonlySet<string> = new Set(['byte-order-mark', 'space', 'comment', 'newline']);

/** How the core schema (YAML 1.2, section 10.3) reads plain texts that are more than texts. */
const coreTags = new Schema({ schema: 'core' }).tags.flatMap((tag) =>
  'test' in tag && tag.test !== undefined && tag.default === true && tag.collection === undefined ? tag : [],
);

/** First characters of the plain texts that the core schema reads as null, a boolean or a number. */
const resolvedStart = /^[~nNtTfF0-9+\-.]/;

/** First characters that a plain text must not have. */
const badStart = /^[\t,%|>@`]/;

class PlainComposer {
  readonly #text: string;
  #nodes = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document({ start, value, end }: CST.Document): SourceNode | null {
    if (value === undefined || value.type === 'block-scalar' || isFlowScalar(value)) return null;
    return isPlainStart(start) && isPlainEnd(end, false) ? this.#node(value) : null;
  }

  #node(token: Token): SourceNode | null {
    this.#nodes += 1;
    if (this.#nodes > maxNodes) return null;
    switch (token.type) {
      case 'scalar':
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
      case 'block-scalar':
        return this.#scalar(token);
      case 'block-map':
        return this.#map(token);
      case 'block-seq':
        return this.#list(token);
      case 'flow-collection':
        return isPlainEnd(token.end.slice(1), true) ? this.#flow(token) : null;
      default:
        return null;
    }
  }

  #scalar(token: CST.FlowScalar | CST.BlockScalar): SourceNode | null {
    if (token.type !== 'block-scalar' && !isPlainEnd(token.end, true)) return null;
    if (token.type === 'scalar' && isOneLine(token)) {
      const { offset, source } = token;
      const value = resolvedStart.test(source) || source === '' ? coreValue(source) : source;
      if (value === undefined) return null;
      return { kind: 'scalar', range: this.#trimmed([offset, offset + source.length]), value };
    }
    const read = readScalar(token);
    if (read === null) return null;
    const value = token.type === 'scalar' ? coreValue(read.value) : read.value;
    return value === undefined ? null : { kind: 'scalar', range: this.#trimmed(read.range), value };
  }

  #map({ offset, indent, items }: MapToken): SourceNode | null {
    const entries: SourceEntry[] = [];
    const seen = new Set<string>();
    for (const [index, { start, key, sep, value }] of items.entries()) {
      if (!isSpace(start)) return null;
      if (key === undefined && sep === undefined) {
        // A comment that ends the map; anything may be wrong where one stands before a further entry.
        if (index < items.length - 1) return null;
        continue;
      }
      if (!isFlowScalar(key) || key.indent !== indent || sep === undefined || !isValue(value)) return null;
      const isOnNextLine = separates(sep, key.offset);
      if (isOnNextLine === null || (!isOnNextLine && isBlock(value))) return null;
      const entry = this.#entry(key, value);
      if (entry === null || seen.has(entry.key)) return null;
      seen.add(entry.key);
      entries.push(entry);
    }
    const last = entries.at(-1);
    if (last === undefined) return null;
    return mapNode({ start: offset, end: Math.max(offset, last.range.end) }, entries);
  }

  #entry(token: CST.FlowScalar, value: Token): SourceEntry | null {
    const key = this.#key(token);
    const node = key === null ? null : this.#node(value);
    if (key === null || node === null) return null;
    return { key: key.name, keyRange: key.range, range: node.range, node };
  }

  #key(token: CST.FlowScalar): { name: string; range: Range } | null {
    if (!isOneLine(token) || (token.end !== undefined && token.end.length > 0)) return null;
    const { offset, source } = token;
    const name = token.type === 'scalar' ? source : readScalar(token)?.value;
    if (name === undefined || name === '') return null;
    return { name, range: this.#trimmed([offset, offset + source.length]) };
  }

  #list({ offset, items: written }: CST.BlockSequence): SourceNode | null {
    const items: SourceItem[] = [];
    for (const { start, value } of written) {
      const isItem = dashes(start);
      if (isItem === null || isItem !== (value !== undefined)) return null;
      if (value === undefined) continue;
      const node = this.#node(value);
      if (node === null) return null;
      items.push({ range: node.range, node });
    }
    const last = items.at(-1);
    if (last === undefined) return null;
    return listNode({ start: offset, end: Math.max(offset, last.range.end) }, items);
  }

  #flow({ offset, start, items: written, end }: FlowToken): SourceNode | null {
    const isMap = start.source === '{';
    const close = end[0];
    if (close === undefined || close.source !== (isMap ? '}' : ']')) return null;
    const entries: SourceEntry[] = [];
    const items: SourceItem[] = [];
    const seen = new Set<string>();
    for (const [index, { start: before, key, sep, value }] of written.entries()) {
      if (key === undefined && sep === undefined && value === undefined) {
        // The comma behind the last item may be followed by nothing.
        if (index < written.length - 1 || !isFlowSpace(before, index === 0 ? 0 : 1)) return null;
        continue;
      }
      if (!isFlowSpace(before, index === 0 ? 0 : 1) || !isValue(value) || isBlock(value)) return null;
      if (!isMap) {
        const node = sep === undefined && key === undefined ? this.#node(value) : null;
        if (node === null) return null;
        items.push({ range: node.range, node });
        continue;
      }
      if (!isFlowScalar(key) || sep === undefined || separates(sep, key.offset) === null) return null;
      const entry = this.#entry(key, value);
      if (entry === null || seen.has(entry.key)) return null;
      seen.add(entry.key);
      entries.push(entry);
    }
    const range = { start: offset, end: close.offset + close.source.length };
    return isMap ? mapNode(range, entries) : listNode(range, items);
  }

  /** Without line breaks at its end, as block scalars have them. */
  #trimmed([start, last]: readonly number[]): Range {
    const from = start ?? 0;
    let end = last ?? from;
    while (end > from && (this.#text[end - 1] === '\n' || this.#text[end - 1] === '\r')) end -= 1;
    return { start: from, end };
  }
}

function listNode(range: Range, items: readonly SourceItem[]): SourceNode {
  return { kind: 'list', range, value: items.map(({ node }) => node.value), items };
}

/** What the core schema makes of a plain text; undefined for what JSON cannot write. */
function coreValue(source: string): Json | undefined {
  const tag = coreTags.find(({ test }) => test?.test(source));
  if (tag === undefined) return source;
  const resolved: unknown = tag.resolve?.(source, () => undefined, {});
  const value: unknown = isWrapped(resolved) ? resolved.value : resolved;
  if (value === null || typeof value === 'boolean') return value;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function isWrapped(value: unknown): value is { readonly value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value;
}

/** The value of a scalar of quotes, of a block or of several lines; null where something is wrong with it. */
function readScalar(token: CST.FlowScalar | CST.BlockScalar): { value: string; range: readonly number[] } | null {
  let isWrong = false;
  const read = CST.resolveAsScalar(token, true, () => {
    isWrong = true;
  });
  return isWrong ? null : read;
}

function isFlowScalar(token: Token | null | undefined): token is CST.FlowScalar {
  const type = token?.type;
  return type === 'scalar' || type === 'single-quoted-scalar' || type === 'double-quoted-scalar';
}

function isOneLine({ source, type }: CST.FlowScalar): boolean {
  return !source.includes('\n') && (type !== 'scalar' || !badStart.test(source));
}

function isValue(value: Token | undefined): value is Token {
  return value !== undefined;
}

function isBlock({ type }: Token): boolean {
  return type === 'block-map' || type === 'block-seq';
}

/** Blanks, comments and line breaks that stand where a line may begin. */
function isSpace(tokens: readonly CST.SourceToken[]): boolean {
  return tokens.every(({ type, source }) =>
    type === 'space' ? !source.includes('\t') : type === 'newline' || type === 'comment',
  );
}

/** At the start of the document also its mark, on a line of its own. */
function isPlainStart(tokens: readonly CST.SourceToken[]): boolean {
  const mark = tokens.findIndex(({ type }) => type === 'doc-start');
  if (mark < 0) return isSpace(tokens);
  const behind = tokens.slice(mark + 1);
  return isSpace(tokens.slice(0, mark)) && behind[0]?.type === 'newline' && isSpace(behind);
}

/** What may follow a value on its line: a comment behind a blank. */
function isPlainEnd(tokens: readonly CST.SourceToken[] | undefined, isStrict: boolean): boolean {
  if (tokens === undefined) return true;
  let hasSpace = !isStrict;
  for (const { type } of tokens) {
    if (type === 'space' || type === 'newline') hasSpace = true;
    else if (type !== 'comment' || !hasSpace) return false;
  }
  return true;
}

/** Longest distance from a key to its colon, well inside of what YAML allows (1,024). */
const maxKeyLength = 1_000;

/** Whether a line break follows the colon between key and value; null where anything but blanks and comments is there. */
function separates(tokens: readonly CST.SourceToken[], keyStart: number): boolean | null {
  const colon = tokens.findIndex(({ type }) => type !== 'space');
  const found = tokens[colon];
  if (found?.type !== 'map-value-ind' || found.offset - keyStart > maxKeyLength) return null;
  const behind = tokens.slice(colon + 1);
  const isPlain = isSpace(tokens.slice(0, colon)) && isSpace(behind) && isPlainEnd(behind, true);
  return isPlain ? behind.some(({ type }) => type === 'newline') : null;
}

/** Whether the dash of an item is there; null where anything but blanks and comments is beside it. */
function dashes(tokens: readonly CST.SourceToken[]): boolean | null {
  const dash = tokens.findIndex(({ type }) => type === 'seq-item-ind');
  if (dash < 0) return isSpace(tokens) ? false : null;
  const behind = tokens.slice(dash + 1);
  return isSpace(tokens.slice(0, dash)) && isSpace(behind) && isPlainEnd(behind, true) ? true : null;
}

/** Whether blanks, line breaks and so many commas stand before an item of a flow collection. */
function isFlowSpace(tokens: readonly CST.SourceToken[], commas: number): boolean {
  let found = 0;
  for (const { type } of tokens) {
    if (type === 'comma') found += 1;
    else if (type !== 'space' && type !== 'newline') return false;
  }
  return found === commas;
}
