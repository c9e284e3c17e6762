import type { KeyboardEvent } from 'react';
import { editor } from '../../state/documents/editorPort.ts';
import { addBehindSelected, moveSelected, removeSelected, renameSelected } from '../../state/graph/changingTasks.ts';
import { setFold } from '../../state/graph/drawing.ts';
import { type ShownGraph, useGraph } from '../../state/graph/graphStore.ts';
import { chooseTask, openSelected } from '../../state/graph/selecting.ts';
import type { PlacedNode } from '../../workers/graph/graphPicture.ts';
import { outlineLines, outlineRows } from './outlineRows.ts';
import { shownAs } from './useShownSelection.ts';

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Does what a key means on the graph; false where it means nothing. */
export function graphKeys(press: Press): boolean {
  const { shown } = useGraph.getState();
  return shown !== null && (changingKey(press, shown.path) || (!isModified(press) && walkingKey(press.key, shown)));
}

function isModified({ ctrlKey, metaKey, altKey, shiftKey }: Press): boolean {
  return ctrlKey || metaKey || altKey || shiftKey;
}

/** Keys that change the task, for graph and outline. */
export function changingKey(press: Press, path: string): boolean {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = press;
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'z') {
    if (shiftKey) editor()?.redo(path);
    else editor()?.undo(path);
    return true;
  }
  if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === 'y') editor()?.redo(path);
  else if (altKey && !ctrlKey && !metaKey && key === 'ArrowUp') void moveSelected(-1);
  else if (altKey && !ctrlKey && !metaKey && key === 'ArrowDown') void moveSelected(1);
  else if (isModified(press)) return false;
  else if (key === 'F2') void renameSelected();
  else if (key === 'Delete') void removeSelected();
  else if (key === 'Insert') void addBehindSelected();
  else return false;
  return true;
}

interface Walk {
  readonly nodes: ReadonlyMap<string, PlacedNode>;
  /** Ids of what can be selected, from top to bottom. */
  readonly order: readonly string[];
}

const known = new WeakMap<ShownGraph, Walk>();

function walkOf(shown: ShownGraph): Walk {
  const before = known.get(shown);
  if (before !== undefined) return before;
  const nodes = new Map(shown.picture.nodes.map((node) => [node.id, node]));
  const order = outlineLines(outlineRows(shown))
    .map(({ id }) => id)
    .filter((id) => nodes.has(id) && !id.endsWith('#rest'));
  const walk = { nodes, order };
  known.set(shown, walk);
  return walk;
}

/** Keys that go from task to task. */
function walkingKey(key: string, shown: ShownGraph): boolean {
  if (key === 'Enter') {
    void openSelected();
    return true;
  }
  const { nodes, order } = walkOf(shown);
  const { selected } = useGraph.getState();
  const at = order.indexOf((selected === null ? null : shownAs(shown, selected)) ?? '');
  const current = nodes.get(order[at] ?? '');
  const to = stepTo(key, order, at, current);
  if (to === null) return false;
  if (to !== undefined) chooseTask(to);
  return true;
}

/** Where a key leads; undefined where it leads nowhere now, null where it is none of ours. */
function stepTo(
  key: string,
  order: readonly string[],
  at: number,
  current: PlacedNode | undefined,
): string | undefined | null {
  switch (key) {
    case 'ArrowDown':
      return order[at + 1];
    case 'ArrowUp':
      return order[Math.max(0, at - 1)];
    case 'Home':
      return order[0];
    case 'End':
      return order.at(-1);
    case 'ArrowRight':
      if (current?.container === 'folded') setFold(current.id, false);
      return current?.container === 'open' ? order[at + 1] : undefined;
    case 'ArrowLeft':
      return current === undefined ? undefined : around(order.slice(0, at), current.id);
    default:
      return null;
  }
}

/** The container around a task. */
function around(before: readonly string[], id: string): string | undefined {
  return before.findLast((outer) => id.startsWith(`${outer}/`));
}
