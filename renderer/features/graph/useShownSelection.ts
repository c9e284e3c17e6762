import { useFindings } from '../../state/findings/findingsStore.ts';
import { type ShownGraph, useGraph } from '../../state/graph/graphStore.ts';
import { type PathStep, pathOf } from '../../state/graph/marking.ts';
import { restId } from '../../workers/graph/ownEnds.ts';

const drawn = new WeakMap<ShownGraph, ReadonlySet<string>>();

function drawnIds(shown: ShownGraph): ReadonlySet<string> {
  const before = drawn.get(shown);
  if (before !== undefined) return before;
  const ids = new Set(shown.picture.nodes.map(({ id }) => id));
  drawn.set(shown, ids);
  return ids;
}

/**
 * The box that stands for a task: its own, that of the folded container around it, that of the rest of its list, or null where
 * none is drawn.
 */
export function shownAs(shown: ShownGraph, task: string): string | null {
  const ids = drawnIds(shown);
  for (let at = task; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const box = [at, restId(at)].find((id) => ids.has(id));
    if (box !== undefined) return box;
  }
  return null;
}

let lastBox: { readonly shown: ShownGraph; readonly selected: string; readonly box: string | null } | null = null;

/** The box of what is selected. */
export function useShownSelection(): string | null {
  return useGraph(({ shown, selected }) => {
    if (shown === null || selected === null) return null;
    // Every box in sight asks for it.
    if (lastBox?.shown !== shown || lastBox.selected !== selected)
      lastBox = { shown, selected, box: shownAs(shown, selected) };
    return lastBox.box;
  });
}

let last: { readonly shown: ShownGraph; readonly selected: unknown; readonly steps: readonly PathStep[] } | null = null;

/** The way of data that the chosen problem is about. */
export function stepsNow(shown: ShownGraph | null, selected: Parameters<typeof pathOf>[1]): readonly PathStep[] {
  if (shown === null) return [];
  if (last?.shown !== shown || last.selected !== selected) last = { shown, selected, steps: pathOf(shown, selected) };
  return last.steps;
}

/** Numbers of the stops of the data at a box, e.g. `1, 3`; empty where it does not come by. */
export function useStepsAt(id: string): string {
  const shown = useGraph((state) => state.shown);
  return useFindings(({ selected }) =>
    shown === null
      ? ''
      : stepsNow(shown, selected)
          .filter(({ task }) => shownAs(shown, task) === id)
          .map(({ number }) => number)
          .join(', '),
  );
}
