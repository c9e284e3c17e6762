import type { GraphEdge, GraphNode, GraphRegionOf } from '../../../shared/workflow/graph.ts';
import { type Box, type ListLayout, labelWidth, type Point, type Rectangle, sizes } from './graphPicture.ts';
import { regionTitle } from './regionTitle.ts';

/** A list with its places, and with what is drawn inside of its containers. */
export interface ListDrawing {
  readonly nodes: readonly GraphNode[];
  readonly boxes: readonly Box[];
  readonly layout: ListLayout;
  readonly inner: ReadonlyMap<string, ContainerDrawing>;
}

/** One list inside a container, from the container's upper left corner. */
export interface RegionDrawing extends Rectangle {
  readonly of: GraphRegionOf;
  readonly title: string;
  readonly list: ListDrawing;
  /** Where the list begins. */
  readonly inset: Point;
}

/** An open container: a box for the list around it. */
export interface ContainerDrawing extends Box {
  readonly regions: readonly RegionDrawing[];
  /** Ways between its regions, and from a region back to its beginning. */
  readonly ways: ListLayout['ways'];
}

/** Puts the lists of a container side by side, and its ways between and around them. */
export function drawContainer(
  { id, regions }: GraphNode,
  edges: readonly GraphEdge[],
  drawList: (scope: string) => ListDrawing,
): ContainerDrawing {
  const placed: RegionDrawing[] = [];
  const between = edges.filter(({ from, to }) => from !== to);
  const room = Math.max(sizes.gap, ...between.map(({ label }) => (label === null ? 0 : labelWidth(label) + 24)));
  let x: number = sizes.padding;
  for (const of of regions) {
    if (edges.some(({ from, to }) => from === of.scope && to === of.scope)) x += sizes.loop;
    const region = drawRegion(of, regionTitle(of, edges), drawList(of.scope), x);
    placed.push(region);
    x += region.width + room;
  }
  const inner = Math.max(sizes.node.width, x - room + sizes.padding);
  const height = Math.max(0, ...placed.map((region) => region.height));
  return {
    id,
    width: Math.max(inner, sizes.node.width + 2 * sizes.padding),
    height: sizes.header + height + sizes.padding,
    regions: placed,
    ways: edges.flatMap((edge) => wayBetween(edge, placed)),
  };
}

function drawRegion(of: GraphRegionOf, title: string, list: ListDrawing, x: number): RegionDrawing {
  const isFramed = title !== '';
  const inset = isFramed ? { x: sizes.padding, y: sizes.title + 6 } : { x: 0, y: 0 };
  const width = Math.max(list.layout.width, isFramed ? labelWidth(title) : 0, 80) + 2 * inset.x;
  const height = Math.max(list.layout.height, sizes.place.height) + inset.y + (isFramed ? sizes.padding : 0);
  const centred = { x: Math.round((width - list.layout.width) / 2), y: inset.y };
  return { of, title, list, x, y: sizes.header, width, height, inset: centred };
}

function wayBetween(edge: GraphEdge, regions: readonly RegionDrawing[]): ListLayout['ways'] {
  const from = regions.find(({ of }) => of.scope === edge.from);
  const to = regions.find(({ of }) => of.scope === edge.to);
  if (from === undefined || to === undefined) return [];
  return [from === to ? loopAround(edge, from) : wayAcross(edge, from, to)];
}

/** Out of the lower left of a region, up beside it, and in again at the top. */
function loopAround(edge: GraphEdge, { x, y, height }: RegionDrawing): ListLayout['ways'][number] {
  const [top, bottom] = [y + sizes.title / 2, y + Math.max(sizes.title, height - 14)];
  const left = x - sizes.loop + 8;
  return {
    edge,
    points: [
      { x, y: bottom },
      { x: left, y: bottom },
      { x: left, y: top },
      { x, y: top },
    ],
    labelAt: null,
  };
}

function wayAcross(edge: GraphEdge, from: RegionDrawing, to: RegionDrawing): ListLayout['ways'][number] {
  const y = from.y + sizes.title / 2 + 26;
  const [start, end] = [from.x + from.width, to.x];
  return {
    edge,
    points: [
      { x: start, y },
      { x: end, y },
    ],
    labelAt: edge.label === null ? null : { x: (start + end) / 2, y: y - 13 },
  };
}
