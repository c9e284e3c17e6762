import type { Json } from '../../base/json.ts';
import type { SourceDocument } from '../document.ts';
import type { Edit } from '../edit.ts';
import type { TaskEntry } from '../tasks.ts';
import { writeText } from '../writeSnippet.ts';
import { changedAt } from './changedValue.ts';
import type { Redirected } from './editTask.ts';
import { leadsTo } from './thenPlaces.ts';

/** Every way of a list that leads to a task, as it is to lead elsewhere. */
export interface Redirection {
  readonly edits: readonly Edit[];
  /** The definition as it is then. */
  readonly value: Json;
  /** Null where no way led there. */
  readonly redirected: Redirected | null;
}

/** Leads every `then` of a list that names a task to another goal. Those inside of the task that is left out stay. */
export function redirect(
  document: SourceDocument,
  { scope, name }: Pick<TaskEntry, 'scope' | 'name'>,
  to: string,
  leftOut: string | null,
): Redirection {
  const pointers = leadsTo(document.value, scope, name).filter(
    (pointer) => leftOut === null || !pointer.startsWith(`${leftOut}/`),
  );
  const written = writeText(to, document.format);
  const edits = pointers.flatMap((pointer) => {
    const range = document.locate(pointer)?.value;
    return range === undefined ? [] : [{ range, newText: written }];
  });
  const value = pointers.reduce((changed, pointer) => changedAt(changed, pointer, () => to), document.value);
  return { edits, value, redirected: pointers.length === 0 ? null : { ways: pointers.length, to } };
}

/** Where a run goes on behind a task: what its own `then` says, otherwise the next task of the list, or out of it. */
export function successorOf({ task, name, index }: TaskEntry, names: readonly string[]): string {
  const { then } = task;
  if (typeof then === 'string' && then !== 'continue' && then !== name) return then;
  return names[index + 1] ?? 'exit';
}
