import type { Range, SourceEntry, SourceItem, SourceNode, SyntaxProblem } from './document.ts';
import { depthError, maxDepth, maxNodes, maxProblems, nodesError } from './documentLimits.ts';
import { markPlain } from './plainTrees.ts';
import { mapNode, type SourceReading } from './sourceTree.ts';

/** Reads strict JSON (RFC 8259) with the place of every value; what is not JSON is a problem, and reading goes on. */
export function readJson(text: string): SourceReading {
  const reader = new JsonReader(text, { offset: text.startsWith('\uFEFF') ? 1 : 0, depth: 0, nodes: 0 });
  const tree = reader.document();
  if (reader.problems.length === 0) markPlain(tree, reader.nodes);
  return { tree, problems: reader.problems, comments: [] };
}

/** Where a value begins, inside of how many others, and how many there are already. */
export interface JsonPlace {
  readonly offset: number;
  readonly depth: number;
  readonly nodes: number;
}

/** A value inside of a text. */
export interface JsonPart {
  readonly node: SourceNode;
  /** How many values there are with it. */
  readonly nodes: number;
}

/** Reads the one value that begins at an offset; null where anything is wrong with it. */
export function readJsonPart(text: string, place: JsonPlace): JsonPart | null {
  const reader = new JsonReader(text, place);
  const node = reader.value();
  return reader.problems.length === 0 ? { node, nodes: reader.nodes } : null;
}

const numberPattern = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
/** What stands where a value should: up to the next character that has a meaning. */
const strayPattern = /[^\s,:{}[\]"]+/y;
const spacePattern = /[ \t\r\n]*/y;
const stringPattern = /"(?:[^"\\\r\n]|\\[^\r\n])*/y;

class JsonReader {
  readonly problems: SyntaxProblem[] = [];
  /** Values that were read so far. */
  nodes: number;
  readonly #text: string;
  #offset: number;
  #depth: number;

  constructor(text: string, { offset, depth, nodes }: JsonPlace) {
    this.#text = text;
    this.#offset = offset;
    this.#depth = depth;
    this.nodes = nodes;
  }

  document(): SourceNode {
    const node = this.value();
    this.#space();
    if (this.#offset < this.#text.length) {
      this.#report('The text goes on after the end of its JSON value.', this.#offset, this.#text.length);
    }
    return node;
  }

  value(): SourceNode {
    this.#count();
    this.#space();
    const start = this.#offset;
    switch (this.#text[start]) {
      case '{':
        return this.#nested(() => this.#object());
      case '[':
        return this.#nested(() => this.#list());
      case '"': {
        const value = this.#string();
        return { kind: 'scalar', range: { start, end: this.#offset }, value };
      }
      default:
        return this.#word();
    }
  }

  #nested(read: () => SourceNode): SourceNode {
    this.#depth += 1;
    if (this.#depth > maxDepth) throw depthError();
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #object(): SourceNode {
    const start = this.#offset;
    const entries: SourceEntry[] = [];
    const seen = new Set<string>();
    this.#members('}', () => {
      const entry = this.#entry();
      if (entry === null) return;
      if (seen.has(entry.key)) {
        const { start: from, end } = entry.keyRange;
        this.#report(`The key \`${entry.key.slice(0, 40)}\` stands twice in this object.`, from, end);
      }
      seen.add(entry.key);
      entries.push(entry);
    });
    return mapNode({ start, end: this.#offset }, entries);
  }

  #entry(): SourceEntry | null {
    this.#count();
    const start = this.#offset;
    let key: string;
    if (this.#text[start] === '"') key = this.#string();
    else {
      key = this.#match(strayPattern);
      if (key === '') {
        this.#report('A key in double quotes is expected here.', start, start + 1);
        this.#offset += 1;
        return null;
      }
      this.#report('A key stands in double quotes in JSON.', start, this.#offset);
    }
    const keyRange: Range = { start, end: this.#offset };
    this.#space();
    if (this.#text[this.#offset] !== ':') {
      this.#report('A `:` and a value are expected after this key.', keyRange.start, keyRange.end);
      const range = { start: keyRange.end, end: keyRange.end };
      return { key, keyRange, range, node: { kind: 'scalar', range, value: null } };
    }
    this.#offset += 1;
    const node = this.value();
    return { key, keyRange, range: node.range, node };
  }

  #list(): SourceNode {
    const start = this.#offset;
    const items: SourceItem[] = [];
    this.#members(']', () => {
      const node = this.value();
      items.push({ range: node.range, node });
    });
    const value = items.map(({ node }) => node.value);
    return { kind: 'list', range: { start, end: this.#offset }, value, items };
  }

  /** Reads parts separated by commas up to `close`; every turn moves on, whatever stands there. */
  #members(close: '}' | ']', read: () => void): void {
    const start = this.#offset;
    this.#offset += 1;
    let comma: number | null = null;
    let first = true;
    for (;;) {
      this.#space();
      const character = this.#text[this.#offset];
      if (character === undefined) {
        this.#report(`The \`${close}\` for this bracket is missing.`, start, start + 1);
        return;
      }
      if (character === '}' || character === ']') {
        if (comma !== null) this.#report('JSON has no comma after the last part.', comma, comma + 1);
        if (character !== close) {
          this.#report(`\`${close}\` is expected here.`, this.#offset, this.#offset + 1);
          if (this.#depth > 1) return;
        }
        this.#offset += 1;
        return;
      }
      if (character === ',') {
        this.#report('A value is missing before this comma.', this.#offset, this.#offset + 1);
        this.#offset += 1;
        continue;
      }
      if (!first && comma === null) this.#report('A comma is missing before this.', this.#offset, this.#offset + 1);
      read();
      first = false;
      this.#space();
      comma = this.#text[this.#offset] === ',' ? this.#offset : null;
      if (comma !== null) this.#offset += 1;
    }
  }

  #string(): string {
    const start = this.#offset;
    const body = this.#match(stringPattern);
    if (this.#text[this.#offset] === '"') this.#offset += 1;
    else this.#report('The closing quote of this text is missing.', start, this.#offset);
    try {
      const value: unknown = JSON.parse(`${body}"`);
      return typeof value === 'string' ? value : '';
    } catch {
      this.#report('This text holds an escape or a control character that JSON does not allow.', start, this.#offset);
      return body.slice(1);
    }
  }

  #word(): SourceNode {
    const start = this.#offset;
    const word = this.#match(strayPattern);
    const range = { start, end: this.#offset };
    if (word === 'true' || word === 'false') return { kind: 'scalar', range, value: word === 'true' };
    if (word === 'null') return { kind: 'scalar', range, value: null };
    numberPattern.lastIndex = 0;
    if (numberPattern.exec(word)?.[0] === word && word !== '') {
      const value = Number(word);
      if (Number.isFinite(value)) return { kind: 'scalar', range, value };
      this.#report('This number is too large.', start, this.#offset);
      return { kind: 'scalar', range, value: null };
    }
    if (word === '') {
      this.#report('A value is missing here.', start, start + 1);
      if (this.#text[start] === ':') this.#offset += 1;
      return { kind: 'scalar', range, value: null };
    }
    this.#report('A text stands in double quotes in JSON.', start, this.#offset);
    return { kind: 'scalar', range, value: word };
  }

  #space(): void {
    this.#match(spacePattern);
    for (;;) {
      const start = this.#offset;
      const isLine = this.#text.startsWith('//', start);
      if (!isLine && !this.#text.startsWith('/*', start)) return;
      const end = this.#text.indexOf(isLine ? '\n' : '*/', start + 2);
      this.#offset = end === -1 ? this.#text.length : end + (isLine ? 0 : 2);
      this.#report('JSON has no comments.', start, this.#offset);
      this.#match(spacePattern);
    }
  }

  #count(): void {
    this.nodes += 1;
    if (this.nodes > maxNodes) throw nodesError();
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#offset += found.length;
    return found;
  }

  #report(message: string, start: number, end: number): void {
    if (this.problems.length >= maxProblems) return;
    const last = this.#text.length;
    this.problems.push({ message, range: { start: Math.min(start, last), end: Math.min(end, last) } });
  }
}
