import type { GraphEdgeKind } from '../../../shared/workflow/graph.ts';
import type { GraphPicture, Rectangle } from '../../workers/graph/graphPicture.ts';
import { roundedPath } from './roundedPath.ts';

/** One depth of a picture as a few paths: what is drawn where single tasks are too small to be read. */
export interface OutlineLayer {
  readonly depth: number;
  /** Open containers and the lists inside of them. */
  readonly frames: string;
  readonly tasks: string;
  readonly ways: readonly { readonly kind: GraphEdgeKind; readonly path: string }[];
}

/** The path around some boxes. */
export function boxesPath(boxes: readonly Rectangle[]): string {
  return boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
}

/** A picture as paths, from the outermost depth inwards: in this order they cover each other as they should. */
export function outlineLayers({ nodes, regions, edges }: GraphPicture): readonly OutlineLayer[] {
  const depths = new Set([...nodes, ...regions, ...edges].map(({ depth }) => depth));
  return [...depths]
    .sort((a, b) => a - b)
    .map((depth) => {
      const isHere = (placed: { readonly depth: number }): boolean => placed.depth === depth;
      const here = nodes.filter(isHere);
      const isFrame = ({ container }: (typeof here)[number]): boolean => container === 'open';
      const ways = Map.groupBy(edges.filter(isHere), ({ kind }) => kind);
      return {
        depth,
        frames: boxesPath([...regions.filter(isHere), ...here.filter(isFrame)]),
        tasks: boxesPath(here.filter((node) => !isFrame(node))),
        ways: [...ways].map(([kind, list]) => ({ kind, path: list.map(({ points }) => roundedPath(points)).join('') })),
      };
    });
}
