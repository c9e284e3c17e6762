import { isJsonObject, type Json } from '../../base/json.ts';
import { joinPointer, valueAt } from '../pointer.ts';
import { type TaskEntry, walkTasks } from '../tasks.ts';

/** A `then` that a task has or may have. */
export interface ThenPlace {
  /** JSON Pointer, from the task, of the map that holds it. */
  readonly from: string;
  /** What it is about: empty for the task's own, the name of a case, or `caught`. */
  readonly label: string;
  /** What it says; null where it is missing. */
  readonly to: string | null;
}

/** Every place of a task where a `then` can stand. */
export function thenPlaces({ type, task }: Pick<TaskEntry, 'type' | 'task'>): readonly ThenPlace[] {
  const places: ThenPlace[] = [{ from: '', label: '', to: textOf(task.then) }];
  if (type === 'switch' && Array.isArray(task.switch)) {
    for (const [index, item] of task.switch.entries()) {
      for (const [name, choice] of Object.entries(isJsonObject(item) ? item : {})) {
        if (!isJsonObject(choice)) continue;
        places.push({ from: joinPointer('/switch', index, name), label: name, to: textOf(choice.then) });
      }
    }
  }
  if (type === 'try' && isJsonObject(task.catch)) {
    places.push({ from: '/catch', label: 'caught', to: textOf(task.catch.then) });
  }
  return places;
}

/** Pointers of every `then` of a list that leads to a task of it. */
export function leadsTo(definition: Json, scope: string, name: string): readonly string[] {
  const tasks = walkTasks(definition).filter((task) => task.scope === scope);
  return tasks.flatMap((task) =>
    thenPlaces(task).flatMap(({ from, to }) => {
      const pointer = `${task.reference}${from}/then`;
      return to === name && valueAt(definition, pointer) === name ? [pointer] : [];
    }),
  );
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
