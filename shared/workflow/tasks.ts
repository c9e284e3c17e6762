import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { joinPointer } from './pointer.ts';

/** The types of tasks, each named after the key that makes it one. */
export const taskTypes = [
  'call',
  'do',
  'emit',
  'for',
  'fork',
  'listen',
  'raise',
  'run',
  'set',
  'switch',
  'try',
  'wait',
] as const;
/** One of {@link taskTypes}. */
export type TaskType = (typeof taskTypes)[number];

/** A task and where it stands in the definition. */
export interface TaskEntry {
  /** JSON Pointer with index and name, e.g. `/do/0/tryGetPet/try/0/getPet`; it also locates the task in the document. */
  readonly reference: string;
  readonly name: string;
  /** Null where no key names a type. */
  readonly type: TaskType | null;
  /** What was written; an empty object where that is no map. */
  readonly task: JsonObject;
  /** Reference of the task that holds this one; null at the top, in extensions and for functions of `use`. */
  readonly parent: string | null;
  /** Pointer of the list it is in, e.g. `/do/0/tryGetPet/try`: `then` reaches names of that list only. `/use/functions` for functions. */
  readonly scope: string;
  /** Its index in that list; -1 for functions of `use`. */
  readonly index: number;
}

/** The type of a task by its keys. `for` tasks also have `do`, so `do` decides last. */
export function taskTypeOf(task: Json): TaskType | null {
  if (!isJsonObject(task)) return null;
  const found = taskTypes.find((type) => type !== 'do' && Object.hasOwn(task, type));
  return found ?? (Object.hasOwn(task, 'do') ? 'do' : null);
}

/**
 * Every task of a definition in the order of execution, parents first: through `do`, `for`, `fork`, `try` and `catch`,
 * `foreach` of listeners and subscriptions, then extensions and functions of `use`. Malformed parts are passed over.
 */
export function walkTasks(definition: Json): TaskEntry[] {
  const found: TaskEntry[] = [];
  walkList(member(definition, 'do'), '/do', null, found);
  return found.concat(walkUsedTasks(definition));
}

/** The tasks of one item of `do`, as {@link walkTasks} has them. */
export function walkItem(item: Json, index: number): TaskEntry[] {
  const found: TaskEntry[] = [];
  walkItemOf(item, { scope: '/do', index, parent: null }, found);
  return found;
}

/** The tasks of extensions and functions, which come behind all others. */
export function walkUsedTasks(definition: Json): TaskEntry[] {
  const found: TaskEntry[] = [];
  const use = member(definition, 'use');
  const extensions = member(use, 'extensions');
  if (Array.isArray(extensions)) {
    for (const [index, item] of extensions.entries()) {
      if (!isJsonObject(item)) continue;
      for (const [name, extension] of Object.entries(item)) {
        const pointer = joinPointer('/use/extensions', index, name);
        walkList(member(extension, 'before'), `${pointer}/before`, null, found);
        walkList(member(extension, 'after'), `${pointer}/after`, null, found);
      }
    }
  }
  const functions = member(use, 'functions');
  if (isJsonObject(functions)) {
    for (const [name, task] of Object.entries(functions)) {
      walkTask({ name, task, scope: '/use/functions', index: -1, parent: null }, found);
    }
  }
  return found;
}

/** The names of the tasks in the list that a pointer (a task's `scope`) names, in order. */
export function taskNames(list: Json | undefined): string[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Json) => (isJsonObject(item) ? Object.keys(item) : []));
}

interface Visit {
  readonly name: string;
  readonly task: Json;
  readonly scope: string;
  readonly index: number;
  readonly parent: string | null;
}

function walkList(list: Json | undefined, scope: string, parent: string | null, found: TaskEntry[]): void {
  if (!Array.isArray(list)) return;
  for (const [index, item] of list.entries()) walkItemOf(item, { scope, index, parent }, found);
}

function walkItemOf(item: Json, place: Omit<Visit, 'name' | 'task'>, found: TaskEntry[]): void {
  if (!isJsonObject(item)) return;
  for (const [name, task] of Object.entries(item)) walkTask({ name, task, ...place }, found);
}

function walkTask({ name, task, scope, index, parent }: Visit, found: TaskEntry[]): void {
  const reference = index < 0 ? joinPointer(scope, name) : joinPointer(scope, index, name);
  const type = taskTypeOf(task);
  found.push({ reference, name, type, task: isJsonObject(task) ? task : {}, parent, scope, index });
  for (const [path, list] of childLists(type, task)) walkList(list, `${reference}${path}`, reference, found);
}

/** Where tasks of each type hold further tasks: path below the task, and the list. */
function childLists(type: TaskType | null, task: Json): [string, Json | undefined][] {
  switch (type) {
    case 'do':
    case 'for':
      return [['/do', member(task, 'do')]];
    case 'fork':
      return [['/fork/branches', member(member(task, 'fork'), 'branches')]];
    case 'try':
      return [
        ['/try', member(task, 'try')],
        ['/catch/do', member(member(task, 'catch'), 'do')],
      ];
    case 'listen':
      return [['/foreach/do', member(member(task, 'foreach'), 'do')]];
    case 'call': {
      const foreach = member(member(member(task, 'with'), 'subscription'), 'foreach');
      const isSubscription = member(task, 'call') === 'asyncapi';
      return isSubscription ? [['/with/subscription/foreach/do', member(foreach, 'do')]] : [];
    }
    default:
      return [];
  }
}

function member(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
