import type { GraphEdge, GraphNode } from '../../../shared/workflow/graph.ts';

/** A node of one list; one that was given to a way stands beside the task that the way leaves. */
export interface ListNode extends GraphNode {
  readonly beside?: string;
}

/** The nodes of one list and the ways between them. */
export interface GraphList {
  readonly nodes: readonly ListNode[];
  readonly edges: readonly GraphEdge[];
}

/**
 * Gives each way that leaves a list before its last task an end of its own, beside that task: otherwise it would cross the
 * drawing to the one end at the bottom.
 */
export function withOwnEnds({ nodes, edges }: GraphList): GraphList {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const last = nodes.findLast(({ kind }) => kind !== 'end' && kind !== 'exit');
  const added: ListNode[] = [];
  const led = edges.map((edge): GraphEdge => {
    const end = byId.get(edge.to);
    if (end === undefined || (end.kind !== 'end' && end.kind !== 'exit') || edge.from === last?.id) return edge;
    const id = `${end.id} ${edge.id}`;
    added.push({ ...end, id, beside: edge.from });
    return { ...edge, to: id };
  });
  const reached = new Set(led.map(({ to }) => to));
  const kept = nodes.filter(({ id, kind }) => (kind !== 'end' && kind !== 'exit') || reached.has(id));
  const besides = Map.groupBy(added, ({ beside }) => beside);
  return { nodes: kept.flatMap((node) => [node, ...(besides.get(node.id) ?? [])]), edges: led };
}

/** The first nodes of a list that is too long to be drawn, and one that stands for the others. */
export function cutList({ nodes, edges }: GraphList, length: number): GraphList & { readonly leftOut: number } {
  if (nodes.length <= length) return { nodes, edges, leftOut: 0 };
  const kept = nodes.slice(0, length);
  const leftOut = nodes.slice(length).filter(({ kind }) => kind !== 'end' && kind !== 'exit').length;
  const scope = kept[0]?.scope ?? '';
  const rest = restId(scope);
  const ids = new Set(kept.map(({ id }) => id));
  const within = (id: string): string => (ids.has(id) ? id : rest);
  const seen = new Set<string>();
  const left = edges.flatMap((edge): GraphEdge[] => {
    const [from, to] = [within(edge.from), within(edge.to)];
    const pair = `${from} ${to}`;
    if (from === rest || (to === rest && seen.has(pair))) return [];
    seen.add(pair);
    return [{ ...edge, from, to }];
  });
  const words = `${leftOut.toLocaleString('en')} more tasks`;
  const node: GraphNode = { ...emptyNode, id: rest, label: words, scope };
  return { nodes: [...kept, node], edges: left, leftOut };
}

const emptyNode = { kind: 'unknown', detail: 'see the text', condition: null, regions: [] } as const;

/** Id of the node that stands for the tasks of a list that are not drawn. */
export function restId(scope: string): string {
  return `${scope}#rest`;
}
