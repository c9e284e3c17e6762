import { stringify, type ToStringOptions } from 'yaml';
import type { Random } from '../../shared/simulation/random.ts';
import type { Range, SourceDocument, SourceEntry, SourceNode } from '../../shared/workflow/document.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { keys, knownTasks, lines, linkedTasks, members, values } from './definitionPieces.ts';
import { strays } from './definitionSource.ts';
import { GrownDefinition } from './grownDefinition.ts';

type ListNode = Extract<SourceNode, { kind: 'list' }>;

/** Edits of definitions, as people make them who know the language: the same ones for the same random numbers. */
export class DefinitionEdits {
  readonly #random: Random;
  readonly #starts: readonly string[];
  /** Texts of this row, for those who take back what they did. */
  #past: string[] = [];

  constructor(random: Random, starts: readonly string[] = []) {
    this.#random = random;
    this.#starts = starts;
  }

  /** A definition to begin from. */
  start(): string {
    this.#past = [];
    switch (this.#below(6)) {
      case 0:
        return this.#starts.length > 0 ? this.#one(this.#starts) : this.#made();
      case 1: {
        const grown = new GrownDefinition(this.#random).make();
        return this.#below(3) === 0 ? JSON.stringify(grown, null, 2) : stringify(grown, this.#style());
      }
      default:
        return this.#made();
    }
  }

  /** The text after one edit. */
  edited(document: SourceDocument | null, text: string): string {
    this.#past.push(text);
    const after = document === null || this.#below(5) === 0 ? this.#typed(text) : this.#meant(document, text);
    // A definition that grew too long takes its time.
    return after.length > 6_000 ? this.#one(this.#past) : after;
  }

  #made(): string {
    const header = 'document: { dsl: 1.0.3, namespace: a, name: b, version: 0.1.0 }\n';
    const chosen = members.filter(() => this.#below(4) === 0);
    const single = chosen.filter((one, index) => chosen.findIndex((other) => keyOf(other) === keyOf(one)) === index);
    const isBehind = single.map(() => this.#below(2) === 0);
    const before = single.filter((_, index) => isBehind[index] === false).join('');
    const behind = single.filter((_, index) => isBehind[index] === true).join('');
    // In a short definition of linked tasks nearly every edit changes what is found elsewhere.
    const isShort = this.#below(3) > 0;
    const task = () => (isShort ? this.#one(linkedTasks) : this.#task());
    const list = Array.from({ length: 2 + this.#below(isShort ? 3 : 7) }, task).join('');
    const text = `${header}${before}do:\n${this.#indented(list, this.#below(3))}${behind}`;
    switch (this.#below(12)) {
      case 0:
        return text.replaceAll('\n', '\r\n');
      case 1: {
        const parsed = parseDocument(text);
        return parsed.ok ? JSON.stringify(parsed.value.value, null, 2) : text;
      }
      default:
        return text;
    }
  }

  /** An edit that looks at characters and lines alone. */
  #typed(text: string): string {
    const at = this.#below(text.length + 1);
    switch (this.#below(6)) {
      case 0:
        return text.slice(0, at) + this.#one(strays) + text.slice(at + this.#below(3));
      case 1: {
        const start = text.lastIndexOf('\n', at - 1) + 1;
        return text.slice(0, start) + this.#one(lines) + text.slice(start);
      }
      case 2:
        return text.includes('\r')
          ? text.replaceAll('\r\n', '\n')
          : this.#rarely(text, () => text.replaceAll('\n', '\r\n'));
      case 3:
        return this.#one(this.#past.slice(-6));
      case 4:
        return this.#shifted(text, at);
      default: {
        const end = at + 1 + this.#below(60);
        const to = this.#below(text.length + 1);
        return this.#below(2) === 0
          ? text.slice(0, at) + text.slice(end)
          : text.slice(0, to) + text.slice(at, end) + text.slice(to);
      }
    }
  }

  /** An edit that knows what stands where. */
  #meant(document: SourceDocument, text: string): string {
    const nodes = nodesOf(document.tree);
    switch (this.#below(12)) {
      case 0:
      case 1:
      case 2: {
        const lists = nodes.filter((node) => isList(node) && node.items.length > 0 && isOfLines(node, text));
        const list = this.#one(this.#below(2) === 0 ? lists : lists.slice(0, 1));
        return list === undefined || !isList(list) ? text : this.#listEdited(text, list);
      }
      case 3:
      case 4:
        return this.#memberEdited(document, text);
      case 5:
      case 6: {
        const entry = this.#one(entriesOf(nodes));
        return entry === undefined ? text : this.#entryEdited(document, entry);
      }
      default: {
        const scalar = this.#one(nodes.filter(({ kind, range }) => kind === 'scalar' && range.end > range.start));
        return scalar === undefined ? text : replaced(text, scalar.range, this.#valueFor(document, scalar));
      }
    }
  }

  /** A key or an entry that becomes another, goes, comes, or is written in another way. */
  #entryEdited({ text, format }: SourceDocument, entry: SourceEntry): string {
    const { key, keyRange, node } = entry;
    switch (this.#below(7)) {
      case 0:
      case 1:
        return this.#renamed(text, key);
      case 2:
        return replaced(text, keyRange, this.#one(keys));
      case 3:
        return replaced(text, { start: keyRange.start, end: Math.max(keyRange.end, node.range.end) }, '');
      case 4:
        return this.#rewritten(text, entry, format);
      case 5:
        return this.#anchored(text, node.range);
      default: {
        const column = columnOf(text, keyRange.start);
        const line = `${this.#one(keys)}: ${this.#one(values)}\n${' '.repeat(column)}`;
        return replaced(text, { start: keyRange.start, end: keyRange.start }, format === 'json' ? '"x": 1, ' : line);
      }
    }
  }

  /** A task more, less, twice, elsewhere, inside of another, or as a comment. */
  #listEdited(text: string, list: ListNode): string {
    const stretches = itemLines(text, list);
    const chosen = this.#one(stretches) ?? { start: 0, end: 0 };
    const column = columnOf(text, list.range.start);
    const other = this.#one(stretches) ?? chosen;
    const item = text.slice(chosen.start, chosen.end);
    switch (this.#below(8)) {
      case 0:
      case 1:
        return replaced(text, { start: chosen.start, end: chosen.start }, this.#indented(this.#task(), column));
      case 2:
        return replaced(text, chosen, '');
      case 3:
        return replaced(text, { start: other.start, end: other.start }, item);
      case 4: {
        if (chosen === other) return replaced(text, chosen, this.#indented(this.#task(), column));
        const [first, second] = chosen.start < other.start ? [chosen, other] : [other, chosen];
        const between = text.slice(first.end, second.start);
        const [one, two] = [text.slice(first.start, first.end), text.slice(second.start, second.end)];
        return text.slice(0, first.start) + two + between + one + text.slice(second.end);
      }
      case 5:
        return replaced(text, chosen, item.replace(/^(?=.)/gm, '# '));
      case 6:
        return replaced(
          text,
          chosen,
          `${' '.repeat(column)}- w:\n${' '.repeat(column)}    do:\n${item.replace(/^(?=.)/gm, '      ')}`,
        );
      default: {
        const { start, end } = { start: list.range.start - column, end: stretches.at(-1)?.end ?? list.range.end };
        return replaced(text, { start, end }, text.slice(start, end).replace(/^(?=.)/gm, ' '));
      }
    }
  }

  /** A name in all places where it stands, or in one of them. */
  #renamed(text: string, name: string): string {
    if (name === '') return text;
    const fresh = this.#one(keys);
    const parts = text.split(name);
    const only = 1 + this.#below(Math.max(1, parts.length - 1));
    const isAll = this.#below(2) === 0;
    return parts.reduce((before, part, index) => before + (isAll || index === only ? fresh : name) + part);
  }

  /** An entry of the top that goes, comes, goes elsewhere, or says something else. */
  #memberEdited({ tree }: SourceDocument, text: string): string {
    const entries = tree.kind === 'map' ? [...tree.entries.values()] : [];
    const starts = entries.map(({ keyRange }) => text.lastIndexOf('\n', keyRange.start - 1) + 1);
    const at = this.#below(Math.max(1, starts.length));
    const [start = 0, end = text.length] = [starts[at], starts[at + 1]];
    const to = this.#one([...starts, text.length]) ?? 0;
    const key = entries[at]?.key ?? '';
    const others = members.filter((member) => keyOf(member) === key);
    if (others.length > 0 && this.#below(3) > 0) return replaced(text, { start, end }, this.#one(['', ...others]));
    const missing = members.filter((member) => !entries.some((entry) => keyOf(member) === entry.key));
    if (missing.length > 0 && this.#below(4) > 0) return replaced(text, { start: to, end: to }, this.#one(missing));
    const member = text.slice(start, end);
    if (to >= start && to <= end) return replaced(text, { start, end }, '');
    return to < start
      ? text.slice(0, to) + member + text.slice(to, start) + text.slice(end)
      : text.slice(0, start) + text.slice(end, to) + member + text.slice(to);
  }

  /** The same value in another notation. */
  #rewritten(
    text: string,
    { keyRange, node }: { keyRange: { start: number }; node: SourceNode },
    format: string,
  ): string {
    const written = format === 'json' ? JSON.stringify(node.value) : stringify(node.value, this.#style()).trimEnd();
    const column = columnOf(text, keyRange.start) + 2;
    const isBelow = written.includes('\n') && /^[^|>"'{[]/.test(written);
    return replaced(text, node.range, `${isBelow ? '\n' : ''}${written}`.replaceAll('\n', `\n${' '.repeat(column)}`));
  }

  #anchored(text: string, { start, end }: Range): string {
    if (/&n\b/.test(text))
      return this.#below(2) === 0 ? replaced(text, { start, end }, '*n') : text.replace(/&n ?/, '');
    return replaced(text, { start, end: start }, '&n ');
  }

  /** Some lines further right or left. */
  #shifted(text: string, at: number): string {
    const start = text.lastIndexOf('\n', at - 1) + 1;
    let end = start;
    for (let line = this.#below(5); line >= 0; line -= 1) end = text.indexOf('\n', end) + 1 || text.length;
    const stretch = text.slice(start, end);
    const moved = this.#below(2) === 0 ? stretch.replace(/^(?=.)/gm, '  ') : stretch.replace(/^ {1,2}/gm, '');
    return text.slice(0, start) + moved + text.slice(end);
  }

  #valueFor({ format }: SourceDocument, { value }: SourceNode): string {
    const isText = typeof value === 'string';
    if (isText && this.#below(3) === 0) {
      const at = this.#below(value.length + 1);
      const typed = value.slice(0, at) + this.#one(['x', '1', '.', ' | ', '}}', 'ssn']) + value.slice(at);
      return this.#below(3) === 0 && /^[a-z0-9]*$/i.test(typed) ? typed : JSON.stringify(typed);
    }
    const chosen = this.#one(values);
    return format === 'json' && !chosen.startsWith('"') ? JSON.stringify(chosen) : chosen;
  }

  #task(): string {
    return this.#below(3) === 0 ? this.#one(knownTasks) : this.#one(linkedTasks);
  }

  #style(): ToStringOptions {
    return {
      indent: this.#one([2, 3, 4]),
      indentSeq: this.#below(2) === 0,
      lineWidth: this.#one([0, 30, 80]),
      collectionStyle: this.#one(['any', 'block', 'flow'] as const),
      defaultStringType: this.#one(['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'] as const),
    };
  }

  #indented(text: string, column: number): string {
    return text.replace(/^(?=.)/gm, ' '.repeat(column));
  }

  #rarely(otherwise: string, make: () => string): string {
    return this.#below(4) === 0 ? make() : otherwise;
  }

  #one<T>(some: readonly T[]): T {
    return some[this.#below(some.length)] as T;
  }

  #below(bound: number): number {
    return bound === 0 ? 0 : this.#random.integer() % bound;
  }
}

function replaced(text: string, { start, end }: Range, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

function keyOf(member: string): string {
  return member.slice(0, member.indexOf(':'));
}

function columnOf(text: string, offset: number): number {
  return offset - text.lastIndexOf('\n', offset - 1) - 1;
}

function nodesOf(tree: SourceNode): SourceNode[] {
  const found = [tree];
  for (const node of found) {
    if (node.kind === 'list') found.push(...node.items.map((item) => item.node));
    else if (node.kind === 'map') found.push(...[...node.entries.values()].map((entry) => entry.node));
    if (found.length > 5_000) break;
  }
  return found;
}

function entriesOf(nodes: readonly SourceNode[]) {
  return nodes.flatMap((node) => (node.kind === 'map' ? [...node.entries.values()] : []));
}

function isList(node: SourceNode): node is ListNode {
  return node.kind === 'list';
}

function isOfLines({ range }: SourceNode, text: string): boolean {
  return text[range.start] === '-';
}

/** The lines of each item of a list. */
function itemLines(
  text: string,
  { items, range }: Extract<SourceNode, { kind: 'list' }>,
): { start: number; end: number }[] {
  const starts = items.map((item) => text.lastIndexOf('\n', item.range.start - 1) + 1);
  const last = text.indexOf('\n', range.end) + 1 || text.length;
  return starts.map((start, index) => ({ start, end: Math.max(start, starts[index + 1] ?? last) }));
}
