import type { GraphNode } from '../../../shared/workflow/graph.ts';
import type { ContainerDrawing, ListDrawing } from './drawContainer.ts';
import {
  type GraphPicture,
  type ListLayout,
  type PlacedEdge,
  type PlacedNode,
  type PlacedRegion,
  type Point,
  type Rectangle,
  sizes,
} from './graphPicture.ts';
import { restId } from './ownEnds.ts';

/** Collects what is drawn, with places from the upper left corner of the whole. */
export class PictureBuilder {
  readonly #nodes: PlacedNode[] = [];
  readonly #regions: PlacedRegion[] = [];
  readonly #edges: PlacedEdge[] = [];
  readonly #folded: ReadonlySet<string>;
  #right = 0;
  #height = 0;

  constructor(folded: ReadonlySet<string>) {
    this.#folded = folded;
  }

  /** Adds an outermost list to the right of what is there. One with a title stands in a frame. */
  addScope(scope: string, title: string, list: ListDrawing): void {
    const x = this.#right === 0 ? 0 : this.#right + 2 * sizes.gap;
    const isFramed = title !== '';
    const inset = isFramed ? { x: x + sizes.padding, y: sizes.title + 6 } : { x, y: 0 };
    const width = list.layout.width + (isFramed ? 2 * sizes.padding : 0);
    const height = list.layout.height + (isFramed ? inset.y + sizes.padding : 0);
    if (isFramed) this.#regions.push({ id: scope, region: 'scope', title, x, y: 0, width, height, depth: 0 });
    this.#addList(list, inset, isFramed ? 1 : 0);
    this.#right = x + width;
    this.#height = Math.max(this.#height, height);
  }

  picture(): Omit<GraphPicture, 'foldedByBound' | 'leftOut'> {
    const { width, height } = { width: this.#right, height: this.#height };
    return { width, height, nodes: this.#nodes, regions: this.#regions, edges: this.#edges };
  }

  #addList({ nodes, boxes, layout, inner }: ListDrawing, corner: Point, depth: number): void {
    for (const [index, node] of nodes.entries()) {
      const { width = 0, height = 0 } = boxes[index] ?? {};
      const at = shifted(layout.at.get(node.id) ?? { x: 0, y: 0 }, corner);
      this.#addNode(node, { ...at, width, height }, depth);
      const container = inner.get(node.id);
      if (container !== undefined) this.#addInside(container, at, depth + 1);
    }
    this.#addWays(layout.ways, corner, depth);
  }

  #addNode({ id, kind, label, detail, condition, scope, regions }: GraphNode, at: Rectangle, depth: number): void {
    const state = regions.length === 0 ? 'none' : this.#folded.has(id) ? 'folded' : 'open';
    const shown = id === restId(scope) ? 'rest' : kind;
    this.#nodes.push({ id, kind: shown, label, detail, condition, container: state, depth, ...at });
  }

  #addInside({ regions, ways }: ContainerDrawing, corner: Point, depth: number): void {
    for (const { of, title, list, inset, x, y, width, height } of regions) {
      const at = shifted({ x, y }, corner);
      if (title !== '') this.#regions.push({ id: of.scope, region: of.region, title, width, height, depth, ...at });
      this.#addList(list, shifted(inset, at), depth);
    }
    this.#addWays(ways, corner, depth);
  }

  #addWays(ways: ListLayout['ways'], corner: Point, depth: number): void {
    for (const { edge, points, labelAt } of ways) {
      this.#edges.push({
        ...edge,
        points: points.map((point) => shifted(point, corner)),
        labelAt: labelAt === null ? null : shifted(labelAt, corner),
        depth,
      });
    }
  }
}

function shifted({ x, y }: Point, by: Point): Point {
  return { x: x + by.x, y: y + by.y };
}
