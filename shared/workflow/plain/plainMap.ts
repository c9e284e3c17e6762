import type { Range, SourceEntry, SourceNode } from '../document.ts';
import { mapNode } from '../sourceTree.ts';
import { NotPlain } from './plainCursor.ts';

/** The map node of these entries, which must not have a key twice. */
export function plainMap(range: Range, entries: readonly SourceEntry[]): SourceNode {
  const node = mapNode(range, entries);
  if (node.kind === 'map' && node.entries.size < entries.length) throw new NotPlain();
  return node;
}
