import { isJsonObject, type Json } from '../base/json.ts';
import type { TaskEntry } from '../workflow/tasks.ts';
import { type CallTarget, callTargetOf, type HouseAction } from './callTarget.ts';

/** A task with what its call reaches. */
export interface ModelTask extends TaskEntry {
  readonly target: CallTarget | null;
  /** The house action that it runs, itself or through a function of `use`. */
  readonly action: HouseAction | null;
  /** How many keys and positions lead to it: those of its reference. */
  readonly depth: number;
}

/** The functions of `use` among tasks, by name. */
export function functionsOf(entries: readonly TaskEntry[]): ReadonlyMap<string, TaskEntry> {
  return new Map(entries.filter(({ scope }) => scope === '/use/functions').map((task) => [task.name, task]));
}

/** The tasks with their calls resolved. */
export function resolveTasks(entries: readonly TaskEntry[], functions: ReadonlyMap<string, TaskEntry>): ModelTask[] {
  return entries.map((entry) => {
    const target = callTargetOf(entry.task, functions);
    const depth = entry.reference.split('/').length - 1;
    return { ...entry, target, action: actionOf(target, functions), depth };
  });
}

function actionOf(target: CallTarget | null, functions: ReadonlyMap<string, TaskEntry>): HouseAction | null {
  if (target?.kind === 'action') return target.action;
  if (target?.kind !== 'function' || target.task === null) return null;
  const called = callTargetOf(target.task.task, functions);
  return called?.kind === 'action' ? called.action : null;
}

const noFunctions: ReadonlyMap<string, TaskEntry> = new Map();

/** The function of `use` that a task calls; null where it calls none. What that calls in turn is not resolved. */
export function calledFunction({ target }: ModelTask): ModelTask | null {
  const called = target?.kind === 'function' ? target.task : null;
  return called === null ? null : (resolveTasks([called], noFunctions)[0] ?? null);
}

/** A member of the task at a path of keys, or undefined where there is none. */
export function taskMember(task: ModelTask, ...path: readonly string[]): Json | undefined {
  return taskMemberAt(task, path);
}

/** The same for a path that is at hand. */
export function taskMemberAt({ task }: ModelTask, path: readonly string[]): Json | undefined {
  let value: Json | undefined = task;
  for (const key of path) {
    if (value === undefined || !isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** What tells whether tasks are limited: the workflow itself, and the tasks around them. */
interface Limits {
  readonly isLimited: boolean;
  taskAt(reference: string): ModelTask | undefined;
}

/** Whether a `timeout` ends a task: its own, that of a task around it, or that of the workflow. */
export function isLimited(
  task: ModelTask,
  model: Limits,
  hasLimit: (task: ModelTask) => boolean = ({ task: own }) => own.timeout !== undefined,
): boolean {
  if (model.isLimited) return true;
  for (let holder: ModelTask | undefined = task; holder !== undefined; ) {
    if (hasLimit(holder)) return true;
    holder = holder.parent === null ? undefined : model.taskAt(holder.parent);
  }
  return false;
}
