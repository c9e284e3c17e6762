import type { Point } from '../../workers/graph/graphPicture.ts';

const radius = 14;

/** The path through some points, with rounded corners. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...others] = points;
  const last = others.at(-1);
  if (first === undefined || last === undefined) return '';
  const corners = others.slice(0, -1).map((corner, at) => {
    const before = towards(corner, points[at] ?? corner);
    const after = towards(corner, points[at + 2] ?? corner);
    return `L${before.x} ${before.y}Q${corner.x} ${corner.y} ${after.x} ${after.y}`;
  });
  return `M${first.x} ${first.y}${corners.join('')}L${last.x} ${last.y}`;
}

/** The point on the way from a corner to another point where the rounding begins. */
function towards(corner: Point, other: Point): Point {
  const [dx, dy] = [other.x - corner.x, other.y - corner.y];
  const length = Math.hypot(dx, dy);
  const share = length === 0 ? 0 : Math.min(radius, length / 2) / length;
  return { x: corner.x + dx * share, y: corner.y + dy * share };
}
