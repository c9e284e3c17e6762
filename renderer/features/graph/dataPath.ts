import type { PathStep } from '../../state/graph/marking.ts';
import type { Point, Rectangle } from '../../workers/graph/graphPicture.ts';

/** A part of the way of data over the drawing: from a box to the next, with the two points that its curve is drawn to. */
export interface PathPart {
  readonly id: string;
  readonly points: readonly [Point, Point, Point, Point];
}

/** How far the way of data bends out beside what it passes. */
const bend = 70;

/** The way of data over the drawing; `shownAs` tells which box stands for a task. */
export function pathParts(
  steps: readonly PathStep[],
  boxes: ReadonlyMap<string, Rectangle>,
  shownAs: (task: string) => string | null,
): PathPart[] {
  const stops = steps.flatMap(({ task }) => shownAs(task) ?? []).filter((id, at, all) => id !== all[at - 1]);
  return stops.slice(1).flatMap((to, at): PathPart[] => {
    const from = stops[at] ?? '';
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (start === undefined || end === undefined) return [];
    const [a, b] = [exit(start, 8), exit(end, -8)];
    const right = Math.max(a.x, b.x) + bend;
    return [{ id: `${at} ${from} ${to}`, points: [a, { x: right, y: a.y }, { x: right, y: b.y }, b] }];
  });
}

/** Middle of the right side; of an open container the side of its header. */
function exit({ x, y, width, height }: Rectangle, aside: number): Point {
  return { x: x + width, y: y + Math.min(height / 2, 24) + aside };
}

/** The curve of a part of the way of data. */
export function curvePath({ points: [a, b, c, d] }: PathPart): string {
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
}
