import type { TaskType } from '../tasks.ts';

/** What can be done to a task without writing text. Tasks are named by reference. */
export type TaskChange =
  /** A new task of a type behind another one. */
  | { readonly kind: 'add'; readonly after: string; readonly type: TaskType }
  | { readonly kind: 'rename'; readonly task: string; readonly name: string }
  | { readonly kind: 'remove'; readonly task: string }
  /** One place up (-1) or down (1) in its list. */
  | { readonly kind: 'move'; readonly task: string; readonly by: 1 | -1 }
  | {
      readonly kind: 'lead';
      readonly task: string;
      /** JSON Pointer, from the task, of what holds the `then`: the empty string for the task itself, a case, or `/catch`. */
      readonly from: string;
      /** Name of a task, or `exit` or `end`; null for on to the next one. */
      readonly to: string | null;
    };

/** Names that mean something else where a task is named. */
export const reservedNames: readonly string[] = ['continue', 'exit', 'end'];
/** Longest name that a task is given, in UTF-16 units. */
const maxName = 200;

/** Why a task cannot be called so, or null; `taken` are the names of the other tasks of its list. */
export function nameObjection(name: string, taken: readonly string[]): string | null {
  if (name.trim() === '') return 'Enter a name.';
  if (name !== name.trim()) return 'A name begins and ends with something that can be seen.';
  if (name.length > maxName) return `A name has at most ${maxName} characters.`;
  if (/\p{Cc}/u.test(name)) return 'A name has no line breaks or control characters.';
  if (reservedNames.includes(name)) return `“${name}” is a word of the language.`;
  return taken.includes(name) ? 'Another task of this list has that name.' : null;
}
