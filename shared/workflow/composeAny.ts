import type { ParsedNode } from 'yaml';
import { Composer, type CST, isAlias, isMap, isPair, isScalar } from 'yaml';
import type { Json } from '../base/json.ts';
import type { Comment, Range, SourceEntry, SourceItem, SourceNode, SyntaxProblem } from './document.ts';
import { aliasError, maxNodes, maxProblems, nodesError } from './documentLimits.ts';
import { mapNode, type SourceReading } from './sourceTree.ts';
import { yamlProblemText } from './yamlProblemText.ts';

/** The tree of any text, through the nodes of `yaml`, which know everything that YAML allows, and what is wrong. */
export function composeAny(text: string, tokens: readonly CST.Token[], comments: readonly Comment[]): SourceReading {
  const problems: SyntaxProblem[] = [];
  const composer = new Composer({ schema: 'core', version: '1.2', merge: false, uniqueKeys: false, strict: true });
  const [document, ...others] = composer.compose(tokens, true, text.length);
  if (document === undefined) throw new Error('a composer that is forced gives a document');
  const lines = new Set<number>();
  for (const { code, message, pos } of [...document.errors, ...document.warnings]) {
    // One thing out of place makes everything after it on the line unexpected.
    const line = text.lastIndexOf('\n', pos[0] - 1);
    if (code === 'UNEXPECTED_TOKEN' && lines.has(line)) continue;
    lines.add(line);
    problems.push({ message: yamlProblemText(message), range: rangeIn(text, pos[0], pos[1]) });
  }
  const converter = new Converter(text, problems);
  const contents = document.contents as ParsedNode | null;
  const tree = contents === null ? emptyNode(text) : converter.convert(contents).node;
  const second = others[0];
  if (second !== undefined) {
    const start = second.range[0];
    problems.push({ message: 'Only the first document of the text is read.', range: rangeIn(text, start, start + 3) });
  }
  problems.sort((a, b) => a.range.start - b.range.start);
  // Two complaints about one place are one mistake.
  const places = problems.filter(({ range }, index) => range.start !== problems[index - 1]?.range.start);
  return { tree, comments, problems: places.slice(0, maxProblems) };
}

interface Converted {
  readonly node: SourceNode;
  /** Where it is written; the alias, where it is one. */
  readonly range: Range;
  /** Values it stands for, with aliases expanded. */
  readonly size: number;
}

class Converter {
  readonly #text: string;
  readonly #problems: SyntaxProblem[];
  readonly #anchors = new Map<string, Converted>();

  constructor(text: string, problems: SyntaxProblem[]) {
    this.#text = text;
    this.#problems = problems;
  }

  convert(node: ParsedNode): Converted {
    if (isAlias(node)) return this.#alias(node);
    const converted = isScalar(node) ? this.#scalar(node) : isMap(node) ? this.#map(node) : this.#list(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, converted);
    return converted;
  }

  #alias(node: ParsedNode & { source: string }): Converted {
    const range = this.#range(node);
    const target = this.#anchors.get(node.source);
    if (target !== undefined) return { ...target, range };
    this.#report(`The alias \`*${node.source}\` names no anchor that stands before it.`, range);
    return { node: { kind: 'scalar', range, value: null }, range, size: 1 };
  }

  #scalar(node: ParsedNode & { value: unknown }): Converted {
    const range = this.#range(node);
    let value: Json = null;
    if (typeof node.value === 'string' || typeof node.value === 'boolean') value = node.value;
    else if (typeof node.value === 'number' && Number.isFinite(node.value)) value = node.value;
    else if (node.value !== null) this.#report('Only numbers that JSON can write are allowed here.', range);
    return { node: { kind: 'scalar', range, value }, range, size: 1 };
  }

  #map(node: ParsedNode & { items: readonly { key: unknown; value: unknown }[]; flow?: boolean }): Converted {
    const entries: SourceEntry[] = [];
    const seen = new Set<string>();
    let size = 1;
    for (const pair of node.items) {
      const key = this.#key(pair.key as ParsedNode);
      if (key === null) continue;
      if (seen.has(key.name)) this.#report(`The key \`${clip(key.name)}\` stands twice in this map.`, key.range);
      seen.add(key.name);
      const child = this.#value(pair.value as ParsedNode | null, key.range.end);
      size = this.#grown(size, child.size);
      entries.push({ key: key.name, keyRange: key.range, range: child.range, node: child.node });
    }
    const last = entries.at(-1);
    const range = this.#collectionRange(node, last === undefined ? null : Math.max(last.keyRange.end, last.range.end));
    return { node: mapNode(range, entries), range, size };
  }

  #list(node: ParsedNode): Converted {
    const items: SourceItem[] = [];
    let size = 1;
    const nodes = 'items' in node ? node.items : [];
    for (const item of nodes) {
      if (isPair(item)) continue;
      const child = this.#value(item, node.range[0]);
      size = this.#grown(size, child.size);
      items.push({ range: child.range, node: child.node });
    }
    const range = this.#collectionRange(node, items.at(-1)?.range.end ?? null);
    const value = items.map((item) => item.node.value);
    return { node: { kind: 'list', range, value, items }, range, size };
  }

  #value(node: ParsedNode | null, offset: number): Converted {
    if (node !== null) return this.convert(node);
    const range = { start: offset, end: offset };
    return { node: { kind: 'scalar', range, value: null }, range, size: 1 };
  }

  /** A key by the text it is written as: `200` and `true` are names like any other. */
  #key(node: ParsedNode | null): { name: string; range: Range } | null {
    if (node === null) return null;
    const range = this.#range(node);
    if (isScalar(node)) {
      const name = typeof node.value === 'string' ? node.value : (node.source ?? '');
      if (name === '' && node.value === null) {
        this.#report('A key is missing here.', range);
        return null;
      }
      if (node.anchor !== undefined) this.#anchors.set(node.anchor, this.#scalar(node));
      return { name, range };
    }
    this.#report('A key must be a text; this one is an alias, a map or a list.', range);
    return null;
  }

  #grown(size: number, by: number): number {
    if (size + by > maxNodes) throw this.#anchors.size > 0 ? aliasError() : nodesError();
    return size + by;
  }

  #report(message: string, range: Range): void {
    if (this.#problems.length < maxProblems) this.#problems.push({ message, range });
  }

  #range(node: ParsedNode): Range {
    return { start: node.range[0], end: Math.max(node.range[0], this.#trimmedEnd(node)) };
  }

  /** Without the line breaks that end a block scalar. */
  #trimmedEnd(node: ParsedNode): number {
    let end = node.range[1];
    while (end > node.range[0] && (this.#text[end - 1] === '\n' || this.#text[end - 1] === '\r')) end -= 1;
    return end;
  }

  /** A block collection ends where its last part does, not after the comments and empty lines that follow. */
  #collectionRange(node: ParsedNode & { flow?: boolean | undefined }, lastEnd: number | null): Range {
    const start = node.range[0];
    if (node.flow === true || lastEnd === null) return { start, end: node.range[1] };
    return { start, end: Math.max(start, lastEnd) };
  }
}

function emptyNode(text: string): SourceNode {
  return { kind: 'scalar', range: { start: 0, end: text.length }, value: null };
}

function rangeIn(text: string, start: number, end: number): Range {
  const from = Math.min(Math.max(0, start), text.length);
  return { start: from, end: Math.min(Math.max(from, end), text.length) };
}

function clip(key: string): string {
  return key.length > 40 ? `${key.slice(0, 40)}…` : key;
}
