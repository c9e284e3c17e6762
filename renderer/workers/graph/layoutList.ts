import { Graph, layout } from '@dagrejs/dagre';
import type { GraphEdge } from '../../../shared/workflow/graph.ts';
import { type Box, type ListLayout, labelWidth, type Point, sizes } from './graphPicture.ts';
import { layoutColumn } from './layoutColumn.ts';
import { layoutFrom } from './layoutMoved.ts';
import { effortOf, type ListPart, partsOf, stackParts } from './layoutParts.ts';

/** Boxes and effort (see {@link effortOf}) above which a list is drawn as one column: placing it well would take too long. */
const maxPlaced = 400;
const maxEffort = 1500;
/** Width after which boxes that stand side by side begin another row. */
const maxRow = 1500;

/** A list placed, and the effort that it took. */
export interface PlacedSequence {
  readonly layout: ListLayout;
  readonly effort: number;
}

/**
 * Places the boxes of a list that run one after another, in their order as far as their ways allow, or as a column where that
 * would take more than `effort`. Deterministic.
 */
export function layoutSequence(boxes: readonly Box[], edges: readonly GraphEdge[], effort: number): PlacedSequence {
  const parts = partsOf({ boxes, edges });
  const efforts = parts.map(effortOf);
  const needed = efforts.reduce((sum, one) => sum + one, 0);
  const isLarge = parts.some((part, at) => (efforts[at] ?? 0) > 0 && part.boxes.length > maxPlaced);
  if (needed === 0 || needed > Math.min(effort, maxEffort) || isLarge)
    return { layout: layoutColumn(boxes, edges), effort: 0 };
  const layouts = parts.map((part, at) => (efforts[at] === 0 ? layoutColumn(part.boxes, part.edges) : layered(part)));
  const stacked = stackParts(parts, layouts);
  return { layout: stacked === null ? layered({ boxes, edges }) : layoutFrom(stacked, boxes), effort: needed };
}

/** Places boxes that nothing leads between side by side, in rows. */
export function layoutRow(boxes: readonly Box[]): ListLayout {
  const at = new Map<string, Point>();
  let [x, y, row, width] = [0, 0, 0, 0];
  for (const box of boxes) {
    if (x > 0 && x + box.width > maxRow) [x, y, row] = [0, y + row + sizes.gap, 0];
    at.set(box.id, { x, y });
    width = Math.max(width, x + box.width);
    row = Math.max(row, box.height);
    x += box.width + sizes.gap;
  }
  return { width, height: y + row, at, ways: [] };
}

function layered({ boxes, edges }: ListPart): ListLayout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: 36, edgesep: 24, ranksep: 44, marginx: 0, marginy: 0 });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  for (const { id, kind, from, to, label } of edges) {
    const size = label === null ? { width: 0, height: 0 } : { width: labelWidth(label), height: sizes.labelHeight };
    graph.setEdge(from, to, { ...size, labelpos: 'c', weight: kind === 'next' ? 4 : 1, minlen: 1 }, id);
  }
  layout(graph);
  const at = new Map(
    boxes.map(({ id, width, height }): [string, Point] => {
      const { x = 0, y = 0 } = graph.node(id) as Partial<Point>;
      return [id, { x: x - width / 2, y: y - height / 2 }];
    }),
  );
  const ways = edges.map((edge) => {
    const placed = graph.edge(edge.from, edge.to, edge.id) as Partial<Point> & { readonly points?: readonly Point[] };
    const points = (placed.points ?? []).map(({ x, y }) => ({ x, y }));
    const labelAt = edge.label === null ? null : { x: placed.x ?? 0, y: placed.y ?? 0 };
    return { edge, points, labelAt };
  });
  return layoutFrom({ at, ways }, boxes);
}
