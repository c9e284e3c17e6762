import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { PathStep } from '../../state/graph/marking.ts';
import type {
  GraphPicture,
  PlacedEdge,
  PlacedNode,
  PlacedRegion,
  Point,
  Rectangle,
} from '../../workers/graph/graphPicture.ts';

/** A task or place on the canvas. */
export type TaskNode = Node<{ readonly placed: PlacedNode }, 'task' | 'place'>;
/** The frame of a list. */
export type RegionNode = Node<{ readonly placed: PlacedRegion }, 'region'>;
export type CanvasNode = TaskNode | RegionNode;
/** A way between tasks. */
export type WayEdge = Edge<{ readonly placed: PlacedEdge }, 'way'>;
/** A part of a way of data. */
export type PathEdge = Edge<{ readonly points: readonly [Point, Point, Point, Point] }, 'path'>;
export type CanvasEdge = WayEdge | PathEdge;

/** Layers of one depth: frame, ways, tasks. What is deeper lies above. */
const layers = 4;
const abovePicture = 10_000;

/** What the canvas draws of a picture, frames first. Everything has its size, so that nothing has to be measured. */
export function canvasNodes({ nodes, regions }: GraphPicture): CanvasNode[] {
  return [
    ...regions.map(
      (placed): RegionNode => ({ ...boxOf(placed), type: 'region', data: { placed }, zIndex: placed.depth * layers }),
    ),
    ...nodes.map((placed): TaskNode => {
      const isPlace = placed.kind === 'start' || placed.kind === 'exit' || placed.kind === 'end';
      return {
        ...boxOf(placed),
        type: isPlace ? 'place' : 'task',
        data: { placed },
        zIndex: placed.depth * layers + 3,
      };
    }),
  ];
}

function boxOf({ id, x, y, width, height }: Rectangle & { readonly id: string }) {
  const handles: NodeHandle[] = [
    { type: 'source', position: Position.Bottom, x: width / 2, y: height },
    { type: 'target', position: Position.Top, x: width / 2, y: 0 },
  ];
  return { id, position: { x, y }, width, height, measured: { width, height }, handles };
}

/** The ways of a picture. */
export function canvasEdges({ edges }: GraphPicture): WayEdge[] {
  return edges.map((placed) => ({
    id: placed.id,
    type: 'way',
    source: placed.from,
    target: placed.to,
    data: { placed },
    zIndex: placed.depth * layers + 1,
  }));
}

/** The innermost task or place at a point of the drawing. */
export function taskAt({ nodes }: GraphPicture, { x, y }: Point): PlacedNode | undefined {
  const isHere = (box: Rectangle): boolean =>
    box.x <= x && x <= box.x + box.width && box.y <= y && y <= box.y + box.height;
  return nodes
    .filter(isHere)
    .reduce<PlacedNode | undefined>(
      (inner, node) => (inner === undefined || node.depth > inner.depth ? node : inner),
      undefined,
    );
}

/** How far the way of data bends out beside what it passes. */
const bend = 70;

/** The way of data over the drawing; `shownAs` tells which box stands for a task. */
export function pathEdges(
  steps: readonly PathStep[],
  boxes: ReadonlyMap<string, Rectangle>,
  shownAs: (task: string) => string | null,
): PathEdge[] {
  const stops = steps.map(({ task }) => shownAs(task)).filter((id, at, all) => id !== null && id !== all[at - 1]);
  return stops.slice(1).flatMap((to, at): PathEdge[] => {
    const from = stops[at];
    const [start, end] = [boxes.get(from ?? ''), boxes.get(to ?? '')];
    if (start === undefined || end === undefined || from == null || to === null) return [];
    const [a, b] = [exit(start, 8), exit(end, -8)];
    const right = Math.max(a.x, b.x) + bend;
    const points = [a, { x: right, y: a.y }, { x: right, y: b.y }, b] as const;
    const id = `path ${at} ${from} ${to}`;
    return [{ id, type: 'path', source: from, target: to, data: { points }, zIndex: abovePicture }];
  });
}

/** Middle of the right side; of an open container the side of its header. */
function exit({ x, y, width, height }: Rectangle, aside: number): Point {
  return { x: x + width, y: y + Math.min(height / 2, 24) + aside };
}
