import type { CSSProperties } from 'react';
import type { Rectangle } from '../../workers/graph/graphPicture.ts';

const layers = { frames: 0, ways: 1, tasks: 2 } as const;

/** Where something is drawn above or below the rest: what is deeper lies above. */
export function layerOf(depth: number, layer: keyof typeof layers): number {
  return depth * 3 + layers[layer];
}

/** Place and size of a box, and its layer. */
export function boxStyle(
  { x, y, width, height, depth }: Rectangle & { readonly depth: number },
  layer: keyof typeof layers,
): CSSProperties {
  return { left: x, top: y, width, height, zIndex: layerOf(depth, layer) };
}
