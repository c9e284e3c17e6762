import type { GraphEdge, WorkflowGraph } from '../../../shared/workflow/graph.ts';
import { drawContainer, type ListDrawing } from './drawContainer.ts';
import { foldGraph, maxList } from './foldGraph.ts';
import type { Folds, GraphPicture, ListLayout } from './graphPicture.ts';
import { type Box, sizes } from './graphPicture.ts';
import { layoutRow, layoutSequence } from './layoutList.ts';
import { cutList, type ListNode, withOwnEnds } from './ownEnds.ts';
import { PictureBuilder } from './pictureBuilder.ts';
import { scopeTitle } from './regionTitle.ts';

/** Effort of all lists together; lists that come when it is spent are drawn as columns. */
const maxEffort = 3000;

/**
 * Lays a graph out: each list by itself, from the inside out, so that a container is one box for the list around it.
 * The same graph and folds give the same picture. Pure; its time is bounded whatever the size of the graph.
 */
export function drawGraph(graph: WorkflowGraph, folds: Folds): GraphPicture {
  const lists = Map.groupBy(graph.nodes, ({ scope }) => scope);
  const edges = edgesByList(graph);
  const { folded, byBound } = foldGraph(lists, graph.scopes, folds);
  let leftOut = 0;

  let effort = maxEffort;
  const place = (scope: string, boxes: readonly Box[], ways: readonly GraphEdge[]): ListLayout => {
    if (isSideBySide(scope)) return layoutRow(boxes);
    const placed = layoutSequence(boxes, ways, effort);
    effort -= placed.effort;
    return placed.layout;
  };
  const drawList = (scope: string): ListDrawing => {
    const whole = withOwnEnds({ nodes: lists.get(scope) ?? [], edges: edges.get(scope) ?? [] });
    const list = cutList(whole, maxList);
    leftOut += list.leftOut;
    const inner = new Map(
      list.nodes.flatMap((node) => {
        const isOpen = node.regions.length > 0 && !folded.has(node.id);
        return isOpen ? [[node.id, drawContainer(node, edges.get(node.id) ?? [], drawList)] as const] : [];
      }),
    );
    const boxes = list.nodes.map((node): Box => inner.get(node.id) ?? plainBox(node));
    return { nodes: list.nodes, boxes, layout: place(scope, boxes, list.edges), inner };
  };

  const builder = new PictureBuilder(folded);
  const scopes = [...graph.scopes].sort((a, b) => Number(b === '/do') - Number(a === '/do'));
  for (const scope of scopes) builder.addScope(scope, scopeTitle(scope), drawList(scope));
  return { ...builder.picture(), foldedByBound: byBound, leftOut };
}

/** Edges by the list that they stay in, or by the task between whose regions they lead. */
function edgesByList({ nodes, edges }: WorkflowGraph): ReadonlyMap<string, GraphEdge[]> {
  const homes = new Map<string, string>();
  for (const { id, scope, regions } of nodes) {
    homes.set(id, scope);
    for (const region of regions) homes.set(region.scope, id);
  }
  return Map.groupBy(edges, ({ from }) => homes.get(from) ?? '');
}

function plainBox({ id, kind, beside }: ListNode): Box {
  const isPlace = kind === 'start' || kind === 'exit' || kind === 'end';
  return { id, ...(isPlace ? sizes.place : sizes.node), ...(beside !== undefined && { beside }) };
}

function isSideBySide(scope: string): boolean {
  return scope.endsWith('/fork/branches') || scope === '/use/functions';
}
