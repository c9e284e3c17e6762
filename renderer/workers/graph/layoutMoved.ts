import { type Box, type ListLayout, labelWidth, type Point, sizes } from './graphPicture.ts';

/** Moves everything so that nothing lies left of or above the corner, and tells how large it is. */
export function layoutFrom({ at, ways }: Pick<ListLayout, 'at' | 'ways'>, boxes: readonly Box[]): ListLayout {
  let [left, top, right, bottom] = [0, 0, 0, 0];
  const cover = (x: number, y: number, width = 0, height = 0): void => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  };
  for (const { id, width, height } of boxes) {
    const { x, y } = at.get(id) ?? { x: 0, y: 0 };
    cover(x, y, width, height);
  }
  for (const { edge, points, labelAt } of ways) {
    for (const { x, y } of points) cover(x, y);
    if (labelAt === null || edge.label === null) continue;
    const width = labelWidth(edge.label);
    cover(labelAt.x - width / 2, labelAt.y - sizes.labelHeight / 2, width, sizes.labelHeight);
  }
  const by = ({ x, y }: Point): Point => ({ x: Math.round(x - left), y: Math.round(y - top) });
  return {
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
    at: new Map([...at].map(([id, point]) => [id, by(point)])),
    ways: ways.map(({ edge, points, labelAt }) => ({
      edge,
      points: points.map(by),
      labelAt: labelAt === null ? null : by(labelAt),
    })),
  };
}
