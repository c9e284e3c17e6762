import type { SourceDocument, SourceNode } from './document.ts';
import { LimitReached } from './documentLimits.ts';
import { type Child, childrenOf, collectionLike, moveChildren, type Replacement } from './plain/editedTree.ts';
import { type JsonPart, type JsonPlace, readJsonPart } from './readJson.ts';

/** An object or list around an edit, and which of its parts the edit is in. */
interface Around {
  readonly node: SourceNode;
  readonly index: number;
}

/** What an edit made of a tree. */
interface EditedJson {
  readonly tree: SourceNode;
  /** How many values it has at most. */
  readonly nodes: number;
}

/**
 * Reads the innermost object or list again that an edit is inside of, and moves what stands behind it in place. Null, with
 * everything as it was, where it ends elsewhere now, or anything is wrong in it.
 */
export function rereadJson(
  { tree }: SourceDocument,
  text: string,
  edit: Replacement,
  nodes: number,
): EditedJson | null {
  const around: Around[] = [];
  let old = tree;
  if (!isInside(old, edit)) return null;
  for (;;) {
    const children = childrenOf(old);
    const index = children.findIndex(({ node }) => isInside(node, edit));
    const inner = children[index];
    if (inner === undefined) break;
    around.push({ node: old, index });
    old = inner.node;
  }
  const { start, end } = old.range;
  const part = readPart(text, { offset: start, depth: around.length, nodes });
  if (part === null || part.node.range.end !== end + edit.by) return null;
  return { tree: withPart(around, part.node, edit.by), nodes: part.nodes };
}

/** Whether an edit leaves the brackets of an object or list alone, and changes what is between them. */
function isInside({ kind, range }: SourceNode, edit: Replacement): boolean {
  return kind !== 'scalar' && range.start < edit.start && edit.end < range.end;
}

function readPart(text: string, place: JsonPlace): JsonPart | null {
  try {
    return readJsonPart(text, place);
  } catch (error) {
    if (error instanceof LimitReached) return null;
    throw error;
  }
}

function withPart(around: readonly Around[], part: SourceNode, by: number): SourceNode {
  let tree = part;
  for (const { node, index } of around.toReversed()) {
    const children = childrenOf(node);
    moveChildren(children.slice(index + 1), by);
    const inner: Child | undefined = children[index];
    if (inner === undefined) throw new Error('an edit is in a part that there is');
    const { start, end } = node.range;
    tree = collectionLike(
      node,
      { start, end: end + by },
      children.with(index, { ...inner, range: tree.range, node: tree }),
    );
  }
  return tree;
}
