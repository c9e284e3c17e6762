import type { SourceNode } from './document.ts';

/** The trees in which nothing is unusual, and how many values each has at most. */
const plainTrees = new WeakMap<SourceNode, number>();

/** How many values a tree has at most; null for one that may hold anything beyond plain maps, lists and scalars. */
export function plainSize(tree: SourceNode): number | null {
  return plainTrees.get(tree) ?? null;
}

/** Says of a tree that it is plain, and of at most so many values. */
export function markPlain(tree: SourceNode, size: number): void {
  plainTrees.set(tree, size);
}
