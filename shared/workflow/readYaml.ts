import { composeAny } from './composeAny.ts';
import { readPlain } from './plain/readPlain.ts';
import { markPlain } from './plainTrees.ts';
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
