import type { GraphEdge } from '../../../shared/workflow/graph.ts';
import { type Box, type ListLayout, labelWidth, type Point, type Rectangle, sizes } from './graphPicture.ts';
import { layoutFrom } from './layoutMoved.ts';

/** Lanes for ways that jump; further ones share them. */
const maxLanes = 12;
const laneWidth = 14;

/** Places boxes one below another; a way to the next one is straight, any other goes round on the right. In linear time. */
export function layoutColumn(boxes: readonly Box[], edges: readonly GraphEdge[]): ListLayout {
  const column = new Column(boxes);
  return layoutFrom({ at: column.corners(), ways: edges.map((edge) => column.way(edge)) }, boxes);
}

interface Placed extends Rectangle {
  /** Which box of the column it is, from 0; null for one beside it. */
  readonly row: number | null;
}

class Column {
  readonly #placed = new Map<string, Placed>();
  readonly #middle: number;
  readonly #lanes: number;
  readonly #taken = new Set<string>();
  #jumps = 0;

  constructor(boxes: readonly Box[]) {
    const rows = boxes.filter(({ beside }) => beside === undefined);
    const widest = Math.max(0, ...rows.map(({ width }) => width));
    let y = 0;
    for (const [row, { id, width, height }] of rows.entries()) {
      this.#placed.set(id, { x: (widest - width) / 2, y, width, height, row });
      y += height + sizes.gap;
    }
    const beside = boxes.filter((box) => box.beside !== undefined);
    const right = widest + 2 * sizes.gap + sizes.maxLabel / 2;
    const filled = new Map<string, number>();
    for (const { id, width, height, beside: of = '' } of beside) {
      const already = filled.get(of) ?? 0;
      filled.set(of, already + 1);
      this.#placed.set(id, {
        x: right,
        y: (this.#placed.get(of)?.y ?? 0) + already * (height + 4),
        width,
        height,
        row: null,
      });
    }
    this.#middle = widest / 2;
    this.#lanes = beside.length === 0 ? widest : right + sizes.place.width;
  }

  corners(): ReadonlyMap<string, Point> {
    return this.#placed;
  }

  way(edge: GraphEdge): ListLayout['ways'][number] {
    const [from, to] = [this.#placed.get(edge.from), this.#placed.get(edge.to)];
    if (from === undefined || to === undefined) return { edge, points: [], labelAt: null };
    if (to.row === null) return aside(edge, from, to);
    const pair = `${edge.from} ${edge.to}`;
    if (from.row === null || to.row - from.row !== 1 || this.#taken.has(pair)) return this.#jump(edge, from, to);
    this.#taken.add(pair);
    const [start, end] = [from.y + from.height, to.y];
    const points = [
      { x: this.#middle, y: start },
      { x: this.#middle, y: end },
    ];
    return { edge, points, labelAt: edge.label === null ? null : { x: this.#middle, y: (start + end) / 2 } };
  }

  #jump(edge: GraphEdge, from: Placed, to: Placed): ListLayout['ways'][number] {
    const x = this.#lanes + laneWidth * (1 + (this.#jumps % maxLanes));
    this.#jumps += 1;
    const [start, end] = [from.y + from.height - 10, to.y + 10];
    const points = [
      { x: from.x + from.width, y: start },
      { x, y: start },
      { x, y: end },
      { x: to.x + to.width, y: end },
    ];
    return { edge, points, labelAt: edge.label === null ? null : { x: x + labelWidth(edge.label) / 2, y: start } };
  }
}

/** To an end of its own. */
function aside(edge: GraphEdge, from: Placed, to: Placed): ListLayout['ways'][number] {
  const y = to.y + to.height / 2;
  const points = [
    { x: from.x + from.width, y },
    { x: to.x, y },
  ];
  return { edge, points, labelAt: edge.label === null ? null : { x: (from.x + from.width + to.x) / 2, y } };
}
