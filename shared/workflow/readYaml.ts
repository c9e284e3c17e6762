import { composeAny } from './composeAny.ts';
import { composePlain } from './composePlain.ts';
import type { SourceNode } from './document.ts';
import { maxDepth } from './documentLimits.ts';
import type { SourceReading } from './sourceTree.ts';
import { tokenize } from './yamlTokens.ts';

/**
 * Reads YAML 1.2 with its core schema, so that dates stay text. Values are plain JSON; merge keys (`<<`), tags, further
 * documents and keys that are no scalars are outside of it. Throws `LimitReached` before anything gets slow.
 */
export function readYaml(text: string): SourceReading {
  const { tokens, comments, lexemes } = tokenize(text);
  const tree = composePlain(tokens, text);
  if (tree === null) return composeAny(text, tokens, comments);
  plainTrees.set(tree, lexemes);
  return { tree, comments, problems: [] };
}

/** The trees in which nothing is unusual, and of how many pieces their texts are. */
const plainTrees = new WeakMap<SourceNode, number>();

/** Of how many lexemes the text of a tree is; null for a tree that may hold anything beyond plain maps, lists and scalars. */
export function plainLexemes(tree: SourceNode): number | null {
  return plainTrees.get(tree) ?? null;
}

/** Says of a tree that was put together from plain parts that it is plain. */
export function markPlain(tree: SourceNode, lexemes: number): void {
  plainTrees.set(tree, lexemes);
}

/** A block of lines that was read by itself. */
export interface PlainBlock extends SourceReading {
  readonly lexemes: number;
}

/** Levels that may be around a block. */
const levelsAround = 4;

/** Reads a block of lines as a text of its own; null where anything in it is unusual. */
export function readPlainBlock(lines: string): PlainBlock | null {
  const { tokens, comments, lexemes } = tokenize(lines, maxDepth - levelsAround);
  const tree = composePlain(tokens, lines);
  return tree === null ? null : { tree, comments, problems: [], lexemes };
}
