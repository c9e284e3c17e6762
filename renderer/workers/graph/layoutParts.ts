import type { GraphEdge } from '../../../shared/workflow/graph.ts';
import { type Box, type ListLayout, type Point, type Rectangle, sizes } from './graphPicture.ts';

/** Some boxes of a list and the ways between them. Its first and last box are those of its neighbours, too. */
export interface ListPart {
  readonly boxes: readonly Box[];
  readonly edges: readonly GraphEdge[];
}

/** Where ways lead from and to in a list, as indices in its order. */
function spansOf({ boxes, edges }: ListPart): readonly (readonly [first: number, last: number])[] {
  const index = new Map(boxes.map(({ id }, at) => [id, at]));
  return edges.map(({ from, to }) => {
    const [a, b] = [index.get(from) ?? 0, index.get(to) ?? 0];
    return a < b ? [a, b] : [b, a];
  });
}

/** How many boxes further the ways of a part lead, all together; nothing for a chain. How hard it is to place it well. */
export function effortOf(part: ListPart): number {
  const lengths = spansOf(part).map(([first, last]) => last - first);
  const leaving = new Set(part.edges.map(({ from }) => from));
  const isChain = leaving.size === part.edges.length && lengths.every((length) => length === 1);
  return isChain ? 0 : lengths.reduce((sum, length) => sum + length, 0);
}

/**
 * Cuts a list at the boxes that no way passes by. Each part can be placed by itself, in far less time than all of them
 * together, and what joins them stands in one line. Parts that are chains are joined with chains beside them.
 */
export function partsOf(list: ListPart): readonly ListPart[] {
  const { boxes, edges } = list;
  const spans = spansOf(list);
  const reach = boxes.map(() => 0);
  for (const [first, last] of spans) reach[first] = Math.max(reach[first] ?? 0, last);
  const parts: ListPart[] = [];
  let start = 0;
  let farthest = 0;
  for (let at = 0; at < boxes.length - 1; at += 1) {
    farthest = Math.max(farthest, reach[at] ?? 0);
    // No way from here or before leads beyond the next box.
    if (farthest > at + 1) continue;
    parts.push({ boxes: boxes.slice(start, at + 2), edges: [] });
    start = at + 1;
  }
  const partAt = parts.flatMap(({ boxes: own }, part) => own.slice(1).map(() => part));
  const inner = Map.groupBy(edges.keys(), (edge) => partAt[(spans[edge]?.[1] ?? 0) - 1] ?? 0);
  const whole = parts.map((part, at) => ({
    ...part,
    edges: (inner.get(at) ?? []).flatMap((edge) => edges[edge] ?? []),
  }));
  return joinChains(whole.length === 0 ? [list] : whole);
}

function joinChains(parts: readonly ListPart[]): readonly ListPart[] {
  const joined: ListPart[] = [];
  let chain: { boxes: Box[]; edges: GraphEdge[] } | null = null;
  for (const part of parts) {
    if (effortOf(part) > 0) {
      joined.push(part);
      chain = null;
    } else if (chain === null) {
      chain = { boxes: [...part.boxes], edges: [...part.edges] };
      joined.push(chain);
    } else {
      chain.boxes.push(...part.boxes.slice(1));
      chain.edges.push(...part.edges);
    }
  }
  return joined;
}

/** Puts the parts of a list below each other, at the boxes that they share; null where a part does not begin or end with its own. */
export function stackParts(
  parts: readonly ListPart[],
  layouts: readonly ListLayout[],
): Pick<ListLayout, 'at' | 'ways'> | null {
  const at = new Map<string, Point>();
  const ways: ListLayout['ways'][number][] = [];
  for (const [index, { boxes }] of parts.entries()) {
    const layout = layouts[index];
    const first = boxes[0];
    if (layout === undefined || first === undefined || !isBetweenItsEnds(boxes, layout)) return null;
    const straight = withEndsInLine(boxes, layout);
    const [from, to] = [straight.at.get(first.id), at.get(first.id)];
    const by = { x: (to?.x ?? 0) - (from?.x ?? 0), y: (to?.y ?? 0) - (from?.y ?? 0) };
    const moved = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
    for (const [id, corner] of straight.at) at.set(id, moved(corner));
    for (const { edge, points, labelAt } of straight.ways)
      ways.push({ edge, points: points.map(moved), labelAt: labelAt === null ? null : moved(labelAt) });
  }
  return { at, ways };
}

/** Whether everything of a part stands below its first box, and nothing below its last one. */
function isBetweenItsEnds(boxes: readonly Box[], { at }: ListLayout): boolean {
  const bottoms = boxes.map(({ id, height }) => (at.get(id)?.y ?? 0) + height);
  const last = bottoms.at(-1) ?? 0;
  return boxes.slice(1).every(({ id }, index) => {
    return (at.get(id)?.y ?? 0) >= (bottoms[0] ?? 0) && (bottoms[index + 1] ?? 0) <= last;
  });
}

/** Moves the last row of a part aside so that its last box stands under its first one: otherwise parts would drift away. */
function withEndsInLine(boxes: readonly Box[], { at, ways }: ListLayout): Pick<ListLayout, 'at' | 'ways'> {
  const placed = new Map(boxes.map((box): [string, Rectangle] => [box.id, { ...box, ...(at.get(box.id) ?? origin) }]));
  const [first, last] = [placed.get(boxes[0]?.id ?? ''), placed.get(boxes.at(-1)?.id ?? '')];
  if (first === undefined || last === undefined) return { at, ways };
  const by = first.x + first.width / 2 - last.x - last.width / 2;
  if (Math.abs(by) > maxAside) return { at, ways };
  const row = new Map([...placed].filter(([, { y, height }]) => y + height > last.y));
  for (const [id, box] of row) row.set(id, { ...box, x: box.x + by });
  return {
    at: new Map([...at, ...row]),
    ways: ways.map((way) => ({ ...way, points: endingAt(way.points, row.get(way.edge.from), row.get(way.edge.to)) })),
  };
}

/** A last row that stands farther aside stays there: its ways would come in nearly level. */
const maxAside = 2 * sizes.node.width;
const origin: Point = { x: 0, y: 0 };

/** A way whose ends are moved to the edges of its boxes, where those were moved. */
function endingAt(points: readonly Point[], from: Rectangle | undefined, to: Rectangle | undefined): readonly Point[] {
  const [second, beforeLast] = [points[1], points.at(-2)];
  const start = from === undefined || second === undefined ? points.slice(0, 1) : [edgePoint(from, second)];
  const end = to === undefined || beforeLast === undefined ? points.slice(-1) : [edgePoint(to, beforeLast)];
  return [...start, ...points.slice(1, -1), ...end];
}

/** Where the straight line from a point to the middle of a box meets its edge. */
function edgePoint({ x, y, width, height }: Rectangle, { x: fromX, y: fromY }: Point): Point {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const [dx, dy] = [fromX - middle.x, fromY - middle.y];
  const share = Math.min(width / 2 / Math.abs(dx), height / 2 / Math.abs(dy), 1);
  return { x: middle.x + dx * share, y: middle.y + dy * share };
}
