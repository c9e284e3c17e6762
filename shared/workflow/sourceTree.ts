import type { Json } from '../base/json.ts';
import type {
  Comment,
  Format,
  NodeLocation,
  Range,
  SourceDocument,
  SourceEntry,
  SourceItem,
  SourceNode,
  SyntaxProblem,
} from './document.ts';
import { joinPointer, splitPointer } from './pointer.ts';

/** What a reader makes of a text. */
export interface SourceReading {
  readonly tree: SourceNode;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
}

/** Puts a member into an object that is being built; `__proto__` becomes an ordinary member too. */
export function putMember(object: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

/** The map node of these entries; of two with the same key the later one counts. */
export function mapNode(range: Range, written: readonly SourceEntry[]): SourceNode {
  const value: Record<string, Json> = {};
  const entries = new Map<string, SourceEntry>();
  for (const entry of written) {
    entries.set(entry.key, entry);
    putMember(value, entry.key, entry.node.value);
  }
  return { kind: 'map', range, value, entries };
}

/** The list node of these items. */
export function listNode(range: Range, items: readonly SourceItem[]): SourceNode {
  return { kind: 'list', range, value: items.map(({ node }) => node.value), items };
}

/** The document that a reading of `text` amounts to. */
export function sourceDocument(text: string, format: Format, reading: SourceReading): SourceDocument {
  const { tree, problems, comments } = reading;
  return {
    text,
    format,
    value: tree.value,
    tree,
    problems,
    comments,
    locate: (pointer) => locateIn(tree, pointer),
    pointerAt: (offset) => pointerIn(tree, offset),
  };
}

/** A position as a pointer writes it (RFC 6901, section 4). */
const listIndex = /^(?:0|[1-9][0-9]*)$/;

function locateIn(tree: SourceNode, pointer: string): NodeLocation | null {
  if (pointer !== '' && !pointer.startsWith('/')) return null;
  let node = tree;
  let location: NodeLocation = { key: null, value: tree.range };
  for (const token of splitPointer(pointer)) {
    if (node.kind === 'map') {
      const entry = node.entries.get(token);
      if (entry === undefined) return null;
      location = { key: entry.keyRange, value: entry.range };
      node = entry.node;
    } else if (node.kind === 'list') {
      const item = listIndex.test(token) ? node.items[Number(token)] : undefined;
      if (item === undefined) return null;
      location = { key: null, value: item.range };
      node = item.node;
    } else return null;
  }
  return location;
}

function pointerIn(tree: SourceNode, offset: number): string {
  let node = tree;
  let pointer = '';
  for (;;) {
    const child = childAt(node, offset);
    if (child === null) return pointer;
    pointer = joinPointer(pointer, child.token);
    // An alias stands here, but its parts stand where its anchor is.
    if (child.node.range !== child.range) return pointer;
    node = child.node;
  }
}

interface Child {
  readonly token: string | number;
  readonly range: Range;
  readonly node: SourceNode;
}

function childAt(node: SourceNode, offset: number): Child | null {
  if (node.kind === 'map') {
    for (const entry of node.entries.values()) {
      if (offset >= entry.keyRange.start && offset <= Math.max(entry.keyRange.end, entry.range.end)) {
        return { token: entry.key, range: entry.range, node: entry.node };
      }
    }
  } else if (node.kind === 'list') {
    const token = node.items.findIndex(({ range }) => offset >= range.start && offset <= range.end);
    const item = node.items[token];
    if (item !== undefined) return { token, range: item.range, node: item.node };
  }
  return null;
}
