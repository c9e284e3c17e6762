import type { AnyNode } from 'acorn';

/** A node with the one that holds it. */
export interface PlacedNode {
  readonly node: AnyNode;
  readonly parent: AnyNode | null;
}

/** Every node of a script, parents first. */
export function javaScriptNodes(tree: AnyNode): readonly PlacedNode[] {
  const found: PlacedNode[] = [{ node: tree, parent: null }];
  for (const { node } of found) for (const child of childrenOf(node)) found.push({ node: child, parent: node });
  return found;
}

/** The nodes directly below a node. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const found: AnyNode[] = [];
  for (const value of Object.values(node)) {
    for (const item of Array.isArray(value) ? value : [value]) if (isNode(item)) found.push(item);
  }
  return found;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
  );
}
