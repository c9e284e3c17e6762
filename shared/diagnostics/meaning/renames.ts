import type { DocumentModel } from '../model.ts';
import type { ModelTask } from '../modelTask.ts';
import { placeOf } from './fact.ts';
import { ownPart } from './taskFacts.ts';
import { signOf } from './wording.ts';

/** A task that has another name and does the same. */
export interface RenamedTask {
  readonly from: ModelTask;
  readonly to: ModelTask;
}

/** The tasks that were renamed, and where the places of the older definition are in the newer one. */
export interface Renames {
  readonly tasks: readonly RenamedTask[];
  /** The place in the newer definition: another one below a renamed task. */
  placeAfter(place: string): string;
}

/** Finds tasks that are gone from a list and came to it under another name. */
export function renamesBetween(before: DocumentModel, after: DocumentModel): Renames {
  const moved = new Map<string, string>();
  const placeAfter = (place: string) => translated(moved, place);
  const newer = Map.groupBy(after.tasks, (task) => placeOf(task.scope));
  const tasks: RenamedTask[] = [];
  // Parents come first, so that the list of a renamed task is found by its new name.
  for (const [holder, list] of Map.groupBy(before.tasks, (task) => placeOf(task.scope))) {
    for (const pair of renamedIn(list, newer.get(placeAfter(holder)) ?? [])) {
      tasks.push(pair);
      moved.set(placeOf(pair.from.reference), placeOf(pair.to.reference));
    }
  }
  return { tasks, placeAfter };
}

function renamedIn(before: readonly ModelTask[], after: readonly ModelTask[]): RenamedTask[] {
  const [older, newer] = [before, after].map((list) => new Set(list.map(({ name }) => name)));
  const gone = Map.groupBy(
    before.filter(({ name }) => newer?.has(name) !== true),
    doingOf,
  );
  return after
    .filter(({ name }) => older?.has(name) !== true)
    .flatMap((to) => {
      const from = gone.get(doingOf(to))?.shift();
      return from === undefined ? [] : [{ from, to }];
    });
}

/** What a task does, apart from the tasks in it. */
function doingOf({ task }: ModelTask): string {
  return signOf(ownPart(task));
}

/** A place with the longest beginning that has moved in its new form. */
function translated(moved: ReadonlyMap<string, string>, place: string): string {
  if (moved.size === 0) return place;
  for (let end = place.length; end > 0; end = place.lastIndexOf('/', end - 1)) {
    const now = moved.get(place.slice(0, end));
    if (now !== undefined) return now + place.slice(end);
  }
  return place;
}
