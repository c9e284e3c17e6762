import type { Range, SourceEntry, SourceItem, SourceNode } from '../document.ts';
import { listNode } from '../sourceTree.ts';
import { NotPlain } from './plainCursor.ts';
import { plainMap } from './plainMap.ts';

/** A stretch of a text that was replaced, in offsets of the old text, and how much longer what stands there is now. */
export interface Replacement extends Range {
  readonly by: number;
}

/** A part of a map or list. */
export type Child = SourceEntry | SourceItem;

/** A map or list of lines that an edit is in: a level of the way down to it. */
export interface Level {
  readonly node: SourceNode;
  /** Where it begins in the new text. */
  readonly start: number;
  /** Where its keys or dashes stand on their lines. */
  readonly column: number;
  readonly children: readonly Child[];
  /** Of the child that the edit begins in, or shortly behind; -1 where it begins before any. */
  readonly index: number;
}

/**
 * The levels from the top down to the innermost map or list of lines in which something before the edit tells that it is
 * one: from there on reading goes on as it would in the whole text.
 */
export function levelsAt(tree: SourceNode, text: string, edit: Range): Level[] {
  const levels: Level[] = [];
  for (let node: SourceNode | undefined = tree; node !== undefined && isOfLines(node, text); ) {
    const level = levelOf(node, text, edit);
    levels.push(level);
    const inner: SourceNode | undefined = level.children[level.index]?.node;
    node = inner !== undefined && inner.range.start < edit.start ? inner : undefined;
  }
  const last = levels.at(-1);
  const isSure = last === undefined || last.index > 0 || childAt(last, 0).range.start < edit.start;
  if (isSure) return levels;
  levels.pop();
  return levels.length > 0 ? levels : [{ ...last, index: -1 }];
}

function isOfLines({ kind, range }: SourceNode, text: string): boolean {
  return kind !== 'scalar' && text[range.start] !== '{' && text[range.start] !== '[';
}

function levelOf(node: SourceNode, text: string, edit: Range): Level {
  const { start } = node.range;
  const children = childrenOf(node);
  const level = { node, start, column: start - lineStart(text, start), children };
  const last = children.findLastIndex((child) => ownStart(child) < edit.start);
  // The dash of an item may stand before the edit, and its value behind it.
  const isNext = last + 1 < children.length && childStart(level, last + 1, text) < edit.start;
  return { ...level, index: isNext ? last + 1 : last };
}

function childAt({ children }: Pick<Level, 'children'>, index: number): Child {
  const child = children[index];
  if (child === undefined) throw new Error('a level has the child that it is asked for');
  return child;
}

/** The entries of a map, the items of a list. */
export function childrenOf(node: SourceNode): readonly Child[] {
  if (node.kind === 'scalar') return [];
  return node.kind === 'map' ? [...node.entries.values()] : node.items;
}

function ownStart(child: Child): number {
  return 'keyRange' in child ? child.keyRange.start : child.range.start;
}

/** Where a child begins in the old text: its key, or its dash. */
export function childStart(level: Omit<Level, 'index'>, index: number, text: string): number {
  const child = childAt(level, index);
  const { node, column } = level;
  if (index === 0) return node.range.start;
  if ('keyRange' in child) return child.keyRange.start;
  // Its dash is the last one before it in the column of the list; comments may stand between.
  let line = lineStart(text, child.range.start);
  while (text[line + column] !== '-' || text.slice(line, line + column).trim() !== '') line = lineStart(text, line - 1);
  return line + column;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** The node of a level with other children. */
export function withChildren({ node, start }: Level, children: readonly Child[]): SourceNode {
  return collectionLike(node, { start, end: children.at(-1)?.range.end ?? start }, children);
}

/** A map or list, as another node is one, of these children. */
export function collectionLike({ kind }: SourceNode, range: Range, children: readonly Child[]): SourceNode {
  return kind === 'map' ? plainMap(range, children.filter(isEntry)) : listNode(range, children);
}

/** Refuses children of a map that have a key twice. */
export function checkKeys(children: readonly Child[]): void {
  const keys = children.filter(isEntry).map(({ key }) => key);
  if (new Set(keys).size < keys.length) throw new NotPlain();
}

/** Whether a child is of a map. */
export function isEntry(child: Child): child is SourceEntry {
  return 'keyRange' in child;
}

/** The child that an edit is in, with another value. */
export function withInner(level: Level, node: SourceNode): Child {
  return { ...childAt(level, level.index), range: node.range, node };
}

/** Moves children and all that is in them, in place: in a plain tree an entry or item has the range of its node, the same object. */
export function moveChildren(children: readonly Child[], by: number): void {
  if (by === 0) return;
  for (const child of children) {
    if (isEntry(child)) moveRange(child.keyRange, by);
    moveNode(child.node, by);
  }
}

function moveNode(node: SourceNode, by: number): void {
  moveRange(node.range, by);
  if (node.kind === 'list') for (const item of node.items) moveNode(item.node, by);
  else if (node.kind === 'map') {
    for (const entry of node.entries.values()) {
      moveRange(entry.keyRange, by);
      moveNode(entry.node, by);
    }
  }
}

/** Moves a range in place. */
export function moveRange(range: { -readonly [side in keyof Range]: number }, by: number): void {
  range.start += by;
  range.end += by;
}
