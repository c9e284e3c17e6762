import { type AppError, appError } from '../../base/appError.ts';
import { isJsonObject, type Json } from '../../base/json.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { SourceDocument, SourceNode } from '../document.ts';
import { joinPointer, parentPointer, splitPointer, valueAt } from '../pointer.ts';
import { type TaskEntry, taskNames, walkTasks } from '../tasks.ts';
import { writeText } from '../writeSnippet.ts';
import { BlockItems } from './blockItems.ts';
import { changedAt, withEntry } from './changedValue.ts';
import type { ChangePlan } from './editTask.ts';
import { FlowItems } from './flowItems.ts';
import { newTask } from './newTask.ts';
import { redirect, successorOf } from './redirect.ts';
import { nameObjection, type TaskChange } from './taskChange.ts';
import { thenEdits } from './thenEntry.ts';
import { writeBlock, writeInline, writeLines } from './writeValue.ts';

/** How a change is to be written, and what it means. */
export function planChange(document: SourceDocument, change: TaskChange): Result<ChangePlan, AppError> {
  const reference = change.kind === 'add' ? change.after : change.task;
  const task = walkTasks(document.value).find((entry) => entry.reference === reference);
  if (task === undefined) return err(appError('not-found', 'That task is not in the text any more.'));
  if (change.kind === 'lead') return planLead(document, task, change.from, change.to);
  const list = listOf(document, task);
  if (list === null) {
    return err(appError('blocked', 'This task does not stand in a list. Change it in the text.'));
  }
  switch (change.kind) {
    case 'add':
      return planAdd(list, change.type);
    case 'rename':
      return planRename(list, change.name);
    case 'remove':
      return ok(planRemove(list));
    case 'move':
      return planMove(list, change.by);
  }
}

type ListNode = Extract<SourceNode, { kind: 'list' }>;

/** A task with the list that it stands in. */
interface TaskInList {
  readonly document: SourceDocument;
  readonly task: TaskEntry;
  readonly node: ListNode;
  readonly items: readonly Json[];
  readonly names: readonly string[];
}

function listOf(document: SourceDocument, task: TaskEntry): TaskInList | null {
  const node = nodeAt(document.tree, task.scope);
  const items = valueAt(document.value, task.scope);
  if (node?.kind !== 'list' || !Array.isArray(items)) return null;
  const item = items[task.index];
  // Two tasks in one item are malformed: which of them would move?
  if (!isJsonObject(item) || Object.keys(item).length !== 1) return null;
  return { document, task, node, items, names: taskNames(items) };
}

function nodeAt(tree: SourceNode, pointer: string): SourceNode | null {
  let node: SourceNode | undefined = tree;
  for (const token of splitPointer(pointer)) {
    node =
      node?.kind === 'map'
        ? node.entries.get(token)?.node
        : node?.kind === 'list'
          ? node.items[Number(token)]?.node
          : undefined;
  }
  return node ?? null;
}

function itemsOf({ document, node }: TaskInList): BlockItems | FlowItems {
  return BlockItems.of(document.text, node) ?? new FlowItems(document.text, node);
}

function withItems({ document, task }: TaskInList, items: readonly Json[]): Json {
  return changedAt(document.value, task.scope, () => items);
}

function planAdd(list: TaskInList, type: Extract<TaskChange, { kind: 'add' }>['type']): Result<ChangePlan, AppError> {
  const { task, items, names, document } = list;
  const { name, task: beginning } = newTask(type, names);
  const item = { [name]: beginning };
  const written = itemsOf(list);
  const flow = written.column === null ? writeInline(item, document.format) : writeLines(item, written.column);
  const lines = written instanceof BlockItems ? writeBlock(item, written.column + 2) : flow;
  return ok({
    edits: written.insertAfter(task.index, lines),
    reference: joinPointer(task.scope, task.index + 1, name),
    value: withItems(list, items.toSpliced(task.index + 1, 0, item)),
    redirected: null,
  });
}

function planRename(list: TaskInList, name: string): Result<ChangePlan, AppError> {
  const { document, task, names } = list;
  const objection = nameObjection(
    name,
    names.filter((other) => other !== task.name),
  );
  if (objection !== null) return err(appError('invalid-input', objection));
  const key = document.locate(task.reference)?.key;
  if (key === undefined || key === null) return err(appError('not-found', 'That task is not in the text any more.'));
  const followed = redirect(document, task, name, null);
  const value = changedAt(followed.value, joinPointer(task.scope, task.index), () => ({
    [name]: valueAt(followed.value, task.reference) ?? null,
  }));
  return ok({
    edits: [{ range: key, newText: writeText(name, document.format) }, ...followed.edits],
    reference: joinPointer(task.scope, task.index, name),
    value,
    redirected: null,
  });
}

function planRemove(list: TaskInList): ChangePlan {
  const { document, task, items, names, node } = list;
  // Where another task has its name, too, ways lead there as before.
  const isAlone = names.indexOf(task.name) === names.lastIndexOf(task.name);
  const to = isAlone ? successorOf(task, names) : task.name;
  const { edits, value, redirected } = redirect(document, task, to, task.reference);
  const remove = (part: Json): Json => (Array.isArray(part) ? part.toSpliced(task.index, 1) : part);
  const rest = { value: changedAt(value, task.scope, remove), redirected: isAlone ? redirected : null };
  const left = items.toSpliced(task.index, 1);
  const next = Math.min(task.index, left.length - 1);
  const [name] = taskNames(left.slice(next, next + 1));
  if (name !== undefined) {
    const reference = joinPointer(task.scope, next, name);
    return { ...rest, edits: [...itemsOf(list).remove(task.index), ...edits], reference };
  }
  const start = document.text.slice(0, node.range.start).trimEnd().length;
  const end = node.range.start + document.text.slice(node.range.start, node.range.end).trimEnd().length;
  return { ...rest, edits: [{ range: { start, end }, newText: ' []' }], reference: task.parent };
}

function planMove(list: TaskInList, by: 1 | -1): Result<ChangePlan, AppError> {
  const { task, items } = list;
  const to = task.index + by;
  const [item, other] = [items[task.index], items[to]];
  if (item === undefined || other === undefined) {
    return err(appError('invalid-input', `This is the ${by < 0 ? 'first' : 'last'} task of its list.`));
  }
  const upper = Math.min(task.index, to);
  const swapped = items.toSpliced(upper, 2, ...(by < 0 ? [item, other] : [other, item]));
  return ok({
    edits: itemsOf(list).swap(upper),
    reference: joinPointer(task.scope, to, task.name),
    value: withItems(list, swapped),
    redirected: null,
  });
}

function planLead(
  document: SourceDocument,
  task: TaskEntry,
  from: string,
  to: string | null,
): Result<ChangePlan, AppError> {
  const holder = `${task.reference}${from}`;
  const node = nodeAt(document.tree, holder);
  if (node?.kind !== 'map') return err(appError('not-found', 'That way is not in the text any more.'));
  const names = taskNames(valueAt(document.value, task.scope));
  if (to !== null && to !== 'exit' && to !== 'end' && !names.includes(to)) {
    return err(appError('invalid-input', 'A way leads to a task of the same list, or to its exit or the end.'));
  }
  // Of a case `then` may not be missing.
  const written = to === null && parentPointer(parentPointer(from)) === '/switch' ? 'continue' : to;
  return ok({
    edits: thenEdits(document, node, written),
    reference: task.reference,
    value: changedAt(document.value, holder, (map) => withEntry(map, 'then', written)),
    redirected: null,
  });
}
