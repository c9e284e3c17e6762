import type { SourceNode } from '../document.ts';
import type { Edit } from '../edit.ts';
import { columnOf, contentEnd, endsLine, lineBreak, lineEnd, lineStart } from './textLines.ts';

type ListNode = Extract<SourceNode, { kind: 'list' }>;

/** Whole lines of one item: from the comments above it to the blank lines below it. */
interface ItemLines {
  readonly start: number;
  /** Behind its last line that is not blank. */
  readonly bodyEnd: number;
  readonly end: number;
}

/** A list that is written line by line, each item behind a dash. */
export class BlockItems {
  readonly #text: string;
  readonly #items: readonly ItemLines[];
  /** Column of the dashes. */
  readonly column: number;

  private constructor(text: string, column: number, items: readonly ItemLines[]) {
    this.#text = text;
    this.column = column;
    this.#items = items;
  }

  /** Null where the list is written in another way. */
  static of(text: string, list: ListNode): BlockItems | null {
    const dashes = list.items.map(({ range }) => text.lastIndexOf('-', range.start));
    const [first] = dashes;
    const areAlone = dashes.every((dash) => dash >= 0 && /^[ \t]*$/.test(text.slice(lineStart(text, dash), dash)));
    if (first === undefined || text[list.range.start] !== '-' || !areAlone) return null;
    const column = columnOf(text, first);
    const ends = list.items.map(({ range }) => contentEnd(text, range));
    const starts = dashes.map((dash, index) =>
      commentsAbove(text, lineStart(text, dash), ends[index - 1] ?? 0, column),
    );
    const items = starts.map((start, index): ItemLines => {
      const end = starts[index + 1] ?? commentsInside(text, ends[index] ?? start, column);
      const body = text.slice(start, end).replace(/(?:^[ \t]*\r?\n)+$(?![\s\S])/m, '');
      return { start, bodyEnd: start + body.length, end };
    });
    return new BlockItems(text, column, items);
  }

  /** Puts an item behind another one; `lines` begin behind the dash. */
  insertAfter(index: number, lines: string): Edit[] {
    const item = this.#items[index];
    if (item === undefined) return [];
    const eol = lineBreak(this.#text);
    const gap = this.#gap();
    const written = `${' '.repeat(this.column)}- ${lines.replaceAll('\n', eol)}`;
    const isLast = index === this.#items.length - 1;
    if (!isLast) return [insertion(item.end, `${written}${eol}${gap}`)];
    const before = endsLine(this.#text.slice(0, item.bodyEnd)) ? '' : eol;
    return [insertion(item.bodyEnd, `${before}${gap}${written}${before === '' ? eol : ''}`)];
  }

  remove(index: number): Edit[] {
    const item = this.#items[index];
    return item === undefined ? [] : [{ range: { start: item.start, end: item.end }, newText: '' }];
  }

  /** Exchanges an item and the next one; the blank lines stay where they are. */
  swap(index: number): Edit[] {
    const [upper, lower] = [this.#items[index], this.#items[index + 1]];
    if (upper === undefined || lower === undefined) return [];
    const text = this.#text;
    const gap = text.slice(upper.bodyEnd, upper.end);
    const upperBody = text.slice(upper.start, upper.bodyEnd);
    let lowerBody = text.slice(lower.start, lower.bodyEnd);
    let moved = upperBody;
    if (!endsLine(lowerBody)) {
      lowerBody += lineBreak(text);
      moved = moved.replace(/\r?\n$/, '');
    }
    return [{ range: { start: upper.start, end: lower.bodyEnd }, newText: lowerBody + gap + moved }];
  }

  /** What stands between items: a blank line where that is the manner of this list. */
  #gap(): string {
    const isLoose = this.#items.slice(0, -1).some(({ bodyEnd, end }) => end > bodyEnd);
    return isLoose ? lineBreak(this.#text) : '';
  }
}

function insertion(at: number, newText: string): Edit {
  return { range: { start: at, end: at }, newText };
}

/** Where the comments begin that stand right above a line and no further in than it: they are about it. */
function commentsAbove(text: string, line: number, least: number, column: number): number {
  let start = line;
  while (start > least) {
    const above = lineStart(text, start - 1);
    const comment = /^([ \t]*)#/.exec(text.slice(above, start));
    if (above < least || comment === null || (comment[1]?.length ?? 0) > column) return start;
    start = above;
  }
  return start;
}

/** Where the comments end that stand right below the last item and further in than its dash. */
function commentsInside(text: string, end: number, column: number): number {
  let at = end;
  while (at < text.length) {
    const next = lineEnd(text, at);
    const comment = /^([ \t]*)#/.exec(text.slice(at, next));
    if (comment === null || (comment[1]?.length ?? 0) <= column) return at;
    at = next;
  }
  return at;
}
