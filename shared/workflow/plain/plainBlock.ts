import type { SourceEntry, SourceItem, SourceNode } from '../document.ts';
import { listNode } from '../sourceTree.ts';
import { readBlockScalar } from './plainBlockScalar.ts';
import { bar, dash, greaterThan, NotPlain, openBrace, openBracket, type PlainCursor } from './plainCursor.ts';
import { readFlow } from './plainFlow.ts';
import { isDocumentStart, type PlainKey, readHalfKey, readKey } from './plainKey.ts';
import { plainMap } from './plainMap.ts';
import { readScalar } from './plainScalar.ts';

/** Goes to where the value of a text begins, behind comments and the mark of a document. */
export function beginPlain(cursor: PlainCursor): void {
  cursor.nextLine();
  if (!isDocumentStart(cursor)) return;
  cursor.offset += 3;
  cursor.endLine();
  cursor.nextLine();
}

/** Reads the map or list of a whole text. */
export function readPlainRoot(cursor: PlainCursor): SourceNode {
  beginPlain(cursor);
  const { column } = cursor;
  if (column < 0) throw new NotPlain();
  const node = cursor.isIndicator(dash) ? readList(cursor, column) : readMap(cursor, column, readKey(cursor));
  if (cursor.column >= 0) throw new NotPlain();
  return node;
}

/** Reads what begins here, where a map or list may begin; its lines stand further right than `indent`. */
function readBlock(cursor: PlainCursor, indent: number): SourceNode {
  const { column } = cursor;
  if (cursor.isIndicator(dash)) return readList(cursor, column);
  const key = readKey(cursor);
  return key === null ? readValue(cursor, indent) : readMap(cursor, column, key);
}

function readValue(cursor: PlainCursor, indent: number): SourceNode {
  switch (cursor.code) {
    case openBrace:
    case openBracket:
      return readFlow(cursor, indent);
    case bar:
    case greaterThan:
      return readBlockScalar(cursor, indent);
    default:
      return readScalar(cursor, indent);
  }
}

function emptyNode(cursor: PlainCursor, offset: number): SourceNode {
  cursor.countNode();
  return { kind: 'scalar', range: { start: offset, end: offset }, value: null };
}

function readMap(cursor: PlainCursor, column: number, first: PlainKey | null): SourceNode {
  if (first === null) throw new NotPlain();
  cursor.countNode();
  cursor.enter();
  const entries = [readEntry(cursor, column, first)];
  while (cursor.column === column) entries.push(readNextEntry(cursor, column, entries.at(-1)));
  if (cursor.column > column) throw new NotPlain();
  cursor.leave();
  return plainMap({ start: first.range.start, end: entries.at(-1)?.range.end ?? 0 }, entries);
}

function readList(cursor: PlainCursor, column: number): SourceNode {
  const { offset: start } = cursor;
  cursor.countNode();
  cursor.enter();
  const items: SourceItem[] = [];
  while (cursor.column === column && cursor.isIndicator(dash)) items.push(readItem(cursor, column));
  if (cursor.column > column) throw new NotPlain();
  cursor.leave();
  return listNode({ start, end: items.at(-1)?.range.end ?? start }, items);
}

/** Reads the item whose dash stands here, at the column of its list, and goes on to the next text. */
export function readItem(cursor: PlainCursor, column: number): SourceItem {
  const { offset: start } = cursor;
  cursor.offset += 1;
  cursor.skipSpaces();
  const { offset } = cursor;
  if (!cursor.isAtLineEnd()) cursor.column = column + offset - start;
  const node = cursor.isAtLineEnd() ? readBelow(cursor, column) : readBlock(cursor, column);
  const found = node ?? emptyNode(cursor, offset);
  return { range: found.range, node: found };
}

/** Reads what stands below a dash or key and further right than it; null where nothing does. */
function readBelow(cursor: PlainCursor, indent: number): SourceNode | null {
  const met = cursor.comments.length;
  cursor.nextLine();
  if (cursor.column <= indent) return null;
  const isBehindComment = cursor.comments.length > met;
  const node = readBlock(cursor, indent);
  // `yaml` forgets at a comment how far the lines of a scalar are indented.
  if (isBehindComment && node.kind === 'scalar') throw new NotPlain();
  return node;
}

/** Reads the entry whose key stands here, at the column of its map, and goes on to the next text. */
export function readNextEntry(cursor: PlainCursor, column: number, previous: SourceEntry | undefined): SourceEntry {
  const key = readKey(cursor);
  if (key !== null) return readEntry(cursor, column, key);
  const half = readHalfKey(cursor, column, previous);
  if (half.hasColon) return readEntry(cursor, column, half);
  const node = emptyNode(cursor, half.range.end);
  return { key: half.name, keyRange: half.range, range: node.range, node };
}

function readEntry(cursor: PlainCursor, column: number, key: PlainKey): SourceEntry {
  const node = readEntryValue(cursor, column);
  return { key: key.name, keyRange: key.range, range: node.range, node };
}

function readEntryValue(cursor: PlainCursor, column: number): SourceNode {
  cursor.skipSpaces();
  const { offset } = cursor;
  if (!cursor.isAtLineEnd()) return readValue(cursor, column);
  const below = readBelow(cursor, column);
  if (below !== null) return below;
  // The dashes of a list may stand where the key does that it belongs to.
  const isList = cursor.column === column && cursor.isIndicator(dash);
  return isList ? readList(cursor, column) : emptyNode(cursor, offset);
}
