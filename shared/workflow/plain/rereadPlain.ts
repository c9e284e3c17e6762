import type { SourceDocument, SourceNode } from '../document.ts';
import {
  type Child,
  checkKeys,
  childStart,
  isEntry,
  type Level,
  levelsAt,
  moveChildren,
  type Replacement,
  withChildren,
  withInner,
} from './editedTree.ts';
import { beginPlain, readItem, readNextEntry } from './plainBlock.ts';
import { dash, NotPlain, PlainCursor } from './plainCursor.ts';
import { hasLoneReturn } from './readPlain.ts';

/** What an edit made of a tree. */
export interface EditedTree {
  readonly tree: SourceNode;
  /** Has read what is new, and stands where the text goes on as before. */
  readonly cursor: PlainCursor;
  /** Where reading began, in the old text and in the new one. */
  readonly from: number;
}

/**
 * Reads on in an edited text from shortly before the edit, as it would be read as a whole, and stops where it comes to a
 * child that stood there before. What stands behind is moved in place, once it is sure that all is plain.
 */
export function rereadPlain(before: SourceDocument, text: string, edit: Replacement, nodes: number): EditedTree {
  const levels = levelsAt(before.tree, before.text, edit);
  const innermost = levels.pop();
  if (innermost === undefined) throw new NotPlain();
  const from = innermost.index < 0 ? 0 : childStart(innermost, innermost.index, before.text);
  const { column } = innermost;
  const problems = before.problems.length;
  const cursor = new PlainCursor(text, { offset: from, column, depth: levels.length + 1, nodes, problems });
  const level = innermost.index < 0 ? beginAgain(cursor, innermost) : innermost;
  const found = readOn({ cursor, before, edit }, level, levels);
  if (hasLoneReturn(text.slice(from, cursor.offset))) throw new NotPlain();
  return { tree: editedTree(found, levels, edit.by), cursor, from };
}

/** Goes to where the tree begins now; it has to be the same kind of block. */
function beginAgain(cursor: PlainCursor, level: Level): Level {
  beginPlain(cursor);
  const isSame = cursor.column === level.column && cursor.isIndicator(dash) === (level.node.kind === 'list');
  if (!isSame) throw new NotPlain();
  return { ...level, start: cursor.offset };
}

interface Reading {
  readonly cursor: PlainCursor;
  readonly before: SourceDocument;
  readonly edit: Replacement;
}

/** The level at which the text goes on as before. */
interface Found {
  readonly level: Level;
  /** Those before the edit, and what was read. */
  readonly children: readonly Child[];
  /** Those behind it, which are as they were. */
  readonly rest: readonly Child[];
}

/** Reads children of the innermost level, then of the one around it where that ends, and so on; takes off what ended. */
function readOn(reading: Reading, innermost: Level, around: Level[]): Found {
  const { cursor } = reading;
  let level = innermost;
  let children = level.children.slice(0, Math.max(0, level.index));
  for (;;) {
    const rest = readChildren(reading, level, children);
    const outer = around.at(-1);
    if (rest !== null) return { level, children, rest };
    if (cursor.column > (outer?.column ?? -1)) throw new NotPlain();
    if (outer === undefined) return { level, children, rest: [] };
    around.pop();
    cursor.leave();
    children = [...outer.children.slice(0, outer.index), withInner(outer, withChildren(level, children))];
    level = outer;
  }
}

/** Adds what is read to the children of a level; the answer is those that stand where they stood, null where it ends before any. */
function readChildren({ cursor, before, edit }: Reading, level: Level, children: Child[]): readonly Child[] | null {
  const { node, column, children: old } = level;
  const isMap = node.kind === 'map';
  let next = level.index + 1;
  while (cursor.column === column && (isMap || cursor.isIndicator(dash))) {
    const here = cursor.offset - edit.by;
    while (next < old.length && childStart(level, next, before.text) < Math.max(edit.end, here)) next += 1;
    // What half a key is depends on what stands before it.
    const isHalf = before.problems.some(({ range }) => range.start === here);
    if (!isHalf && next < old.length && childStart(level, next, before.text) === here) return old.slice(next);
    children.push(isMap ? readNextEntry(cursor, column, children.findLast(isEntry)) : readItem(cursor, column));
  }
  return null;
}

/** Puts the tree together, from that level outwards. */
function editedTree({ level, children, rest }: Found, around: readonly Level[], by: number): SourceNode {
  const all = [...children, ...rest];
  checkKeys(all);
  moveChildren(rest, by);
  let node = withChildren(level, all);
  for (const outer of around.toReversed()) {
    moveChildren(outer.children.slice(outer.index + 1), by);
    node = withChildren(outer, outer.children.with(outer.index, withInner(outer, node)));
  }
  return node;
}
