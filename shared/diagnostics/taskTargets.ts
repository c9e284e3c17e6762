import { isJsonObject, type Json } from '../base/json.ts';
import { joinPointer } from '../workflow/pointer.ts';
import { type ModelTask, taskMember } from './modelTask.ts';

/** Another task that a task names. */
export interface TaskTarget {
  /** JSON Pointer of the `then`. */
  readonly pointer: string;
  readonly name: string;
}

const directives: ReadonlySet<string> = new Set(['continue', 'exit', 'end']);

/** Whether a task has any member that may name another: most have none. */
export function mayLead({ task }: ModelTask): boolean {
  return task.then !== undefined || task.switch !== undefined || task.catch !== undefined;
}

/** The tasks that a task may lead to by their names: in its own `then`, those of its cases, that of its `catch`. */
export function namedTargets(task: ModelTask): readonly TaskTarget[] {
  const found: TaskTarget[] = [];
  const add = (value: Json | undefined, ...steps: readonly (string | number)[]): void => {
    if (typeof value !== 'string' || directives.has(value)) return;
    found.push({ pointer: joinPointer(task.reference, ...steps), name: value });
  };
  add(task.task.then, 'then');
  add(taskMember(task, 'catch', 'then'), 'catch', 'then');
  const cases = taskMember(task, 'switch');
  if (!Array.isArray(cases)) return found;
  for (const [index, item] of (cases as readonly Json[]).entries()) {
    for (const [name, value] of Object.entries(isJsonObject(item) ? item : {})) {
      add(isJsonObject(value) ? value.then : undefined, 'switch', index, name, 'then');
    }
  }
  return found;
}
