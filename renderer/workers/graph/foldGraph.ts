import type { GraphNode } from '../../../shared/workflow/graph.ts';
import type { Folds } from './graphPicture.ts';

/** Tasks that are drawn of one list. */
export const maxList = 1000;
/** Nodes up to which containers are open from the start, and up to which a person can open them. */
export const drawnAtFirst = 1000;
const drawnAtMost = 5000;
/** Containers within containers that are open from the start: further in, a drawing is more frame than picture. */
const maxDepth = 12;

/** Which containers are drawn folded. */
export interface Folding {
  readonly folded: ReadonlySet<string>;
  /** How many of them only because the drawing would be too large. */
  readonly byBound: number;
}

/** Chooses the containers to fold, the innermost first: what a person said, and what keeps the drawing within its bounds. */
export function foldGraph(
  lists: ReadonlyMap<string, readonly GraphNode[]>,
  scopes: readonly string[],
  folds: Folds,
): Folding {
  const folded = new Set<string>();
  const sizeOf = (scope: string): number => Math.min(lists.get(scope)?.length ?? 0, maxList);
  let drawn = scopes.reduce((sum, scope) => sum + sizeOf(scope), 0);
  let byBound = 0;
  let level = [...scopes];
  for (let depth = 0; level.length > 0; depth += 1) {
    const inner: string[] = [];
    for (const scope of level) {
      for (const { id, regions } of lists.get(scope)?.slice(0, maxList) ?? []) {
        if (regions.length === 0) continue;
        const more = regions.reduce((sum, region) => sum + sizeOf(region.scope), 0);
        const said = folds[id];
        const isWithin =
          said === false ? drawn + more <= drawnAtMost : drawn + more <= drawnAtFirst && depth < maxDepth;
        if (said !== true && isWithin) {
          drawn += more;
          inner.push(...regions.map((region) => region.scope));
          continue;
        }
        folded.add(id);
        if (said !== true) byBound += 1;
      }
    }
    level = inner;
  }
  return { folded, byBound };
}
