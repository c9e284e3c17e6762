import type { SourceNode } from '../document.ts';
import type { Edit } from '../edit.ts';
import { columnOf, lineStart } from './textLines.ts';

type ListNode = Extract<SourceNode, { kind: 'list' }>;

/** A list in brackets: any list of JSON, some of YAML. */
export class FlowItems {
  readonly #text: string;
  readonly #list: ListNode;

  constructor(text: string, list: ListNode) {
    this.#text = text;
    this.#list = list;
  }

  /** Column at which items begin that have a line of their own; null where they have none. */
  get column(): number | null {
    const [first] = this.#list.items;
    if (first === undefined) return null;
    const start = lineStart(this.#text, first.range.start);
    return start > this.#list.range.start ? columnOf(this.#text, first.range.start) : null;
  }

  /** Puts an item behind another one. */
  insertAfter(index: number, written: string): Edit[] {
    const item = this.#list.items[index];
    if (item === undefined) return [];
    const gap = this.column === null ? ', ' : `,\n${' '.repeat(this.column)}`;
    return [{ range: { start: item.range.end, end: item.range.end }, newText: gap + written }];
  }

  remove(index: number): Edit[] {
    const { items } = this.#list;
    const [item, next, before] = [items[index], items[index + 1], items[index - 1]];
    if (item === undefined) return [];
    if (next !== undefined) return [{ range: { start: item.range.start, end: next.range.start }, newText: '' }];
    return [{ range: { start: before?.range.end ?? item.range.start, end: item.range.end }, newText: '' }];
  }

  /** Exchanges an item and the next one. */
  swap(index: number): Edit[] {
    const [upper, lower] = [this.#list.items[index], this.#list.items[index + 1]];
    if (upper === undefined || lower === undefined) return [];
    const written = ({ range }: typeof upper): string => this.#text.slice(range.start, range.end);
    return [
      { range: upper.range, newText: written(lower) },
      { range: lower.range, newText: written(upper) },
    ];
  }
}
