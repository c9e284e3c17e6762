import { composeAny } from './composeAny.ts';
import type { SourceNode } from './document.ts';
import { readPlain } from './plain/readPlain.ts';
import type { SourceReading } from './sourceTree.ts';
import { tokenize } from './yamlTokens.ts';

/**
 * Reads YAML 1.2 with its core schema, so that dates stay text. Values are plain JSON; merge keys (`<<`), tags, further
 * documents and keys that are no scalars are outside of it. Throws `LimitReached` before anything gets slow.
 */
export function readYaml(text: string): SourceReading {
  const plain = readPlain(text);
  if (plain === null) {
    const { tokens, comments } = tokenize(text);
    return composeAny(text, tokens, comments);
  }
  markPlain(plain.tree, plain.nodes);
  return plain;
}

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
