import { isJsonObject, type Json } from '../base/json.ts';
import type { TaskEntry } from './tasks.ts';

/** A way by which a run may leave a task. */
export interface TaskWay {
  readonly kind:
    | /** The next task of the list. */ 'next'
    | /** A `then`. */ 'then'
    | /** A case of a `switch`. */ 'case'
    | /** One without a condition. */ 'default'
    | /** A `catch.then`: what follows a caught error. */ 'error';
  /** Name of a task, or `continue`, `exit` or `end`. */
  readonly directive: string;
  /** Its condition, or why it is taken; null where there is nothing to say. */
  readonly label: string | null;
}

/** Every way that leads on from a task; none from one that raises an error. */
export function waysOf({ type, task }: Pick<TaskEntry, 'type' | 'task'>): readonly TaskWay[] {
  if (type === 'raise') return task.if === undefined ? [] : [onward('skipped')];
  const cases = type === 'switch' ? casesOf(task.switch) : [];
  const own: TaskWay =
    typeof task.then === 'string' ? { kind: 'then', directive: task.then, label: null } : onward(null);
  const ways = cases.some(({ kind }) => kind === 'default') ? cases : [...cases, own];
  const caught = member(task.catch, 'then');
  if (type === 'try' && typeof caught === 'string') ways.push({ kind: 'error', directive: caught, label: 'caught' });
  // A task that its condition passes over leads to the next one, whatever its own `then` says.
  if (task.if !== undefined && (own.kind === 'then' || cases.length > 0)) ways.push(onward('skipped'));
  return ways;
}

function onward(label: string | null): TaskWay {
  return { kind: 'next', directive: 'continue', label };
}

function casesOf(list: Json | undefined): TaskWay[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Json) =>
    Object.entries(isJsonObject(item) ? item : {}).map(([name, choice]): TaskWay => {
      const when = member(choice, 'when');
      const then = member(choice, 'then');
      return {
        kind: when === undefined ? 'default' : 'case',
        directive: typeof then === 'string' ? then : 'continue',
        label: typeof when === 'string' ? `${name}: ${when}` : name,
      };
    }),
  );
}

function member(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
