import { useStore } from '@xyflow/react';
import {
  type GraphPicture,
  labelWidth,
  type PlacedEdge,
  type PlacedNode,
  type Point,
  type Rectangle,
  sizes,
} from '../../workers/graph/graphPicture.ts';

/** What is in sight grows and shrinks by this much, in pixels of the drawing: most movements then make nothing new. */
const cell = 320;

/** The part of the drawing that is in sight, rounded outwards. A component that asks is drawn again when it changes. */
export function useSight(): Rectangle {
  const text = useStore(({ transform: [x, y, zoom], width, height }) => {
    const [left, top] = [Math.floor(-x / zoom / cell), Math.floor(-y / zoom / cell)];
    const [right, bottom] = [Math.ceil((width - x) / zoom / cell), Math.ceil((height - y) / zoom / cell)];
    return `${left} ${top} ${right - left} ${bottom - top}`;
  });
  const [x = 0, y = 0, width = 0, height = 0] = text.split(' ').map((part) => Number(part) * cell);
  return { x, y, width, height };
}

/** Whether two rectangles have something in common. */
export function meets(a: Rectangle, b: Rectangle): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** What a way covers, its label included. */
export function extentOf({ points, label, labelAt }: PlacedEdge): Rectangle {
  const [wide, high] = label === null ? [0, 0] : [labelWidth(label) / 2, sizes.labelHeight / 2];
  const { x: middle, y: height } = labelAt ?? points[0] ?? { x: 0, y: 0 };
  const xs = [...points.map(({ x }) => x), middle - wide, middle + wide];
  const ys = [...points.map(({ y }) => y), height - high, height + high];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** The innermost task or place at a point of the drawing. */
export function nodeAt({ nodes }: GraphPicture, { x, y }: Point): PlacedNode | undefined {
  const here = nodes.filter((node) => meets(node, { x, y, width: 0, height: 0 }));
  const deepest = Math.max(...here.map(({ depth }) => depth));
  return here.find(({ depth }) => depth === deepest);
}
