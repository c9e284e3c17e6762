import type { Json } from '../base/json.ts';
import { isJsonObject } from '../base/json.ts';
import type { Range, SourceDocument } from './document.ts';
import { joinPointer, valueAt } from './pointer.ts';
import { type TaskEntry, type TaskType, walkTasks } from './tasks.ts';

/** A part of a definition as a person thinks of it. */
export interface OutlineItem {
  readonly name: string;
  /** Type of a task, or what a call calls; empty otherwise. */
  readonly detail: string;
  readonly kind: 'section' | 'declaration' | 'task';
  /** Type of a task; null for the rest and for tasks without one. */
  readonly taskType: TaskType | null;
  readonly pointer: string;
  /** The whole part. */
  readonly range: Range;
  /** Its name alone. */
  readonly nameRange: Range;
  readonly children: readonly OutlineItem[];
}

/** The sections of a definition, what `use` declares, and the tree of tasks. */
export function outlineOf(document: SourceDocument): readonly OutlineItem[] {
  if (!isJsonObject(document.value)) return [];
  const tasks = groupTasks(walkTasks(document.value));
  return Object.keys(document.value).flatMap((key) => {
    const pointer = joinPointer('', key);
    const children = key === 'do' ? taskItems(document, '/do', tasks) : key === 'use' ? uses(document, tasks) : [];
    return item(document, pointer, { name: key, kind: 'section', children });
  });
}

/** Tasks by what holds them: the reference of a task, or the list they are in. */
function groupTasks(tasks: readonly TaskEntry[]): ReadonlyMap<string, readonly TaskEntry[]> {
  const groups = new Map<string, TaskEntry[]>();
  for (const task of tasks) {
    const holder = task.parent ?? task.scope;
    const group = groups.get(holder);
    if (group === undefined) groups.set(holder, [task]);
    else group.push(task);
  }
  return groups;
}

type TaskGroups = ReadonlyMap<string, readonly TaskEntry[]>;

function taskItems(document: SourceDocument, holder: string, groups: TaskGroups): OutlineItem[] {
  return (groups.get(holder) ?? []).flatMap(({ reference, name, type, task }) => {
    const children = taskItems(document, reference, groups);
    const callee = type === 'call' && typeof task.call === 'string' ? ` ${task.call}` : '';
    return item(document, reference, {
      name,
      kind: 'task',
      detail: `${type ?? ''}${callee}`,
      taskType: type,
      children,
    });
  });
}

function uses(document: SourceDocument, groups: TaskGroups): OutlineItem[] {
  const use = valueAt(document.value, '/use');
  if (!isJsonObject(use)) return [];
  return Object.entries(use).flatMap(([key, declared]) => {
    const pointer = joinPointer('/use', key);
    const children =
      key === 'functions' ? taskItems(document, pointer, groups) : declarations(document, pointer, declared, groups);
    return item(document, pointer, { name: key, kind: 'section', children });
  });
}

function declarations(document: SourceDocument, pointer: string, declared: Json, groups: TaskGroups): OutlineItem[] {
  const places: readonly [string, string][] = Array.isArray(declared)
    ? declared.flatMap((entry: Json, index): [string, string][] => {
        if (typeof entry === 'string') return [[entry, joinPointer(pointer, index)]];
        return isJsonObject(entry) ? Object.keys(entry).map((name) => [name, joinPointer(pointer, index, name)]) : [];
      })
    : Object.keys(isJsonObject(declared) ? declared : {}).map((name) => [name, joinPointer(pointer, name)]);
  return places.flatMap(([name, at]) => {
    const children = [...taskItems(document, `${at}/before`, groups), ...taskItems(document, `${at}/after`, groups)];
    return item(document, at, { name, kind: 'declaration', children });
  });
}

/** The item at a pointer; none where the text has no such place. */
function item(
  document: SourceDocument,
  pointer: string,
  rest: Pick<OutlineItem, 'name' | 'kind' | 'children'> & Partial<OutlineItem>,
): OutlineItem[] {
  const location = document.locate(pointer);
  if (location === null) return [];
  const nameRange = location.key ?? location.value;
  const range = { start: nameRange.start, end: Math.max(nameRange.end, location.value.end) };
  return [{ detail: '', taskType: null, ...rest, pointer, range, nameRange }];
}
