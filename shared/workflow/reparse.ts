import type { Comment, Range, SourceDocument, SourceEntry, SourceItem, SourceNode } from './document.ts';
import { LimitReached, maxNodes, maxTextSize } from './documentLimits.ts';
import { markPlain, type PlainBlock, plainLexemes, readPlainBlock } from './readYaml.ts';
import { mapNode, sourceDocument } from './sourceTree.ts';

/** No value is of fewer than two lexemes: up to here the text has no more than {@link maxNodes}. */
const maxPieces = 2 * maxNodes;

type ListNode = Extract<SourceNode, { kind: 'list' }>;

/**
 * Reads a text that differs from that of `previous` inside one item of a list that stands at the top (a task of `do`): that
 * item alone is read, and everything behind it is moved in place. What it gives is exactly what `parseDocument` gives for
 * the whole text. It takes `previous` over: its ranges move with the edit, those of findings in it too, so nobody may use
 * it any more. Null, with `previous` as it was, where the edit is anywhere else or anything is unusual.
 */
export function reparse(previous: SourceDocument, text: string): SourceDocument | null {
  const before = plainLexemes(previous.tree);
  if (before === null || text.length > maxTextSize) return null;
  const edit = editBetween(previous.text, text);
  const block = blockAround(previous, edit);
  if (block === null) return null;
  const by = text.length - previous.text.length;
  const fresh = readItem(text.slice(block.start, block.end + by), block);
  if (fresh === null || before + fresh.lexemes > maxPieces) return null;
  move(previous.tree, block, by);
  const tree = withItem(previous.tree, block, fresh.item);
  const comments = [
    ...previous.comments.filter(({ range }) => range.start < block.start),
    ...fresh.comments,
    ...previous.comments
      .filter(({ range }) => range.start >= block.end)
      .map(({ text: words, range }) => ({ text: words, range: movedRange(range, by) })),
  ];
  // Counted without what was taken out: at the latest a whole reading counts anew.
  markPlain(tree, before + fresh.lexemes);
  return sourceDocument(text, 'yaml', { tree, comments, problems: [] });
}

/** Texts are compared by stretches of this many units first, which the platform does at once. */
const stretch = 4_096;

/** A stretch of the old text that was replaced. */
function editBetween(before: string, after: string): Range {
  const shorter = Math.min(before.length, after.length);
  const by = after.length - before.length;
  let start = 0;
  while (start + stretch <= shorter && before.slice(start, start + stretch) === after.slice(start, start + stretch)) {
    start += stretch;
  }
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = before.length;
  const least = start - Math.min(0, by);
  while (end - stretch >= least && before.slice(end - stretch, end) === after.slice(end - stretch + by, end + by)) {
    end -= stretch;
  }
  while (end > least && before.charCodeAt(end - 1) === after.charCodeAt(end - 1 + by)) end -= 1;
  return { start, end };
}

/** The lines of one item in the old text. */
interface Block extends Range {
  readonly key: string;
  readonly index: number;
  /** Where its dash stands, behind the start of its first line. */
  readonly indent: number;
}

function blockAround({ tree, text }: SourceDocument, edit: Range): Block | null {
  if (tree.kind !== 'map') return null;
  const entries = [...tree.entries.values()];
  const at = entries.findIndex(({ range }) => edit.start >= range.start && edit.end <= endOf(range));
  const entry = entries[at];
  if (entry === undefined || entry.node.kind !== 'list' || text[entry.range.start] !== '-') return null;
  const next = entries[at + 1];
  const { items } = entry.node;
  const index = items.findLastIndex(({ range }) => range.start <= edit.start);
  const item = items[index];
  if (item === undefined) return null;
  const start = lineStart(text, item.range.start);
  const behind = items[index + 1]?.range.start ?? next?.keyRange.start;
  const end = behind === undefined ? text.length : lineStart(text, behind);
  const before = text.slice(start, item.range.start);
  // The end of the last line of an item belongs to whatever comes next.
  if (!/^ *- +$/.test(before) || edit.end >= end || item.range.end > end) return null;
  return { start, end, key: entry.key, index, indent: before.indexOf('-') };

  /** What stands behind the last item is its own as far as it goes: comments and empty lines. */
  function endOf({ end: last }: Range): number {
    return entries.find(({ keyRange }) => keyRange.start > last)?.keyRange.start ?? text.length;
  }
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

interface FreshItem {
  readonly item: SourceItem;
  readonly comments: readonly Comment[];
  readonly lexemes: number;
}

/** Reads the new lines of an item by themselves; null where they are not one plain item with its dash where it was. */
function readItem(lines: string, { start, indent }: Block): FreshItem | null {
  if (!lines.endsWith('\n') || /[\t\r]/.test(lines)) return null;
  const reading = readBlock(lines);
  if (reading === null || reading.tree.kind !== 'list' || reading.tree.range.start !== indent) return null;
  const [item, second] = reading.tree.items;
  if (item === undefined || second !== undefined) return null;
  moveNode(item.node, start);
  const comments = reading.comments.map(({ text, range }) => ({ text, range: movedRange(range, start) }));
  return { item, comments, lexemes: reading.lexemes };
}

function readBlock(lines: string): PlainBlock | null {
  try {
    return readPlainBlock(lines);
  } catch (error) {
    if (error instanceof LimitReached) return null;
    throw error;
  }
}

function withItem(tree: SourceNode, { key, index }: Block, item: SourceItem): SourceNode {
  if (tree.kind !== 'map') throw new Error('the block of an edit stands in a map');
  const entries = [...tree.entries.values()].map((entry): SourceEntry => {
    if (entry.key !== key || entry.node.kind !== 'list') return entry;
    const node = listWith(entry.node, index, item);
    return { ...entry, range: node.range, node };
  });
  const end = Math.max(tree.range.start, entries.at(-1)?.range.end ?? 0);
  return mapNode({ start: tree.range.start, end }, entries);
}

function listWith({ range, items, value }: ListNode, index: number, item: SourceItem): ListNode {
  const all = items.with(index, item);
  const end = Math.max(range.start, all.at(-1)?.range.end ?? 0);
  return { kind: 'list', range: { start: range.start, end }, value: value.with(index, item.node.value), items: all };
}

/** Moves everything behind a block. */
function move(tree: SourceNode, block: Block, by: number): void {
  if (by === 0 || tree.kind !== 'map') return;
  for (const { key, keyRange, node } of tree.entries.values()) {
    if (keyRange.start >= block.end) {
      shift(keyRange, by);
      moveNode(node, by);
    } else if (key === block.key && node.kind === 'list') {
      for (let index = block.index + 1; index < node.items.length; index += 1) {
        const item = node.items[index];
        if (item !== undefined) moveNode(item.node, by);
      }
    }
  }
}

/** In a plain tree an entry or item has the range of its node, the same object. */
function moveNode(node: SourceNode, by: number): void {
  shift(node.range, by);
  if (node.kind === 'map') {
    for (const { keyRange, node: child } of node.entries.values()) {
      shift(keyRange, by);
      moveNode(child, by);
    }
  } else if (node.kind === 'list') {
    for (const { node: child } of node.items) moveNode(child, by);
  }
}

function shift(range: { -readonly [side in keyof Range]: number }, by: number): void {
  range.start += by;
  range.end += by;
}

function movedRange({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}
