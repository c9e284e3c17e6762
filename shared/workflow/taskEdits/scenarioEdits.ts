import { isJsonObject, type Json } from '../../base/json.ts';
import type { SourceDocument } from '../document.ts';
import type { Edit } from '../edit.ts';
import { joinPointer, valueAt } from '../pointer.ts';
import { walkTasks } from '../tasks.ts';
import { writeText } from '../writeSnippet.ts';
import { movedReference } from './movedReference.ts';
import type { TaskChange } from './taskChange.ts';

/** A place of a scenario that names a task. */
interface Mention {
  readonly pointer: string;
  readonly said: string;
}

/**
 * The edits that make a scenario, or stubs, name tasks as they are called and where they stand after a change of `definition`;
 * none where they name none that moves. A name that more than one task has is left alone.
 */
export function scenarioEdits(scenario: SourceDocument, definition: Json, change: TaskChange): readonly Edit[] {
  const tasks = walkTasks(definition);
  const reference = change.kind === 'add' ? change.after : change.task;
  const task = tasks.find((entry) => entry.reference === reference);
  if (scenario.problems.length > 0 || task === undefined) return [];
  const moved = movedReference(task, change);
  const isOnly = tasks.filter(({ name }) => name === task.name).length === 1;
  const renamed = change.kind === 'rename' && isOnly ? change.name : task.name;
  return mentions(scenario.value).flatMap(({ pointer, said }) => {
    const now = said === task.name ? renamed : moved(said);
    const range = scenario.locate(pointer)?.value;
    return now === said || range === undefined ? [] : [{ range, newText: writeText(now, scenario.format) }];
  });
}

/** Every `task` of stubs and expectations, and the tasks that are expected to run or not to. All else is data of the person. */
function mentions(scenario: Json): readonly Mention[] {
  const lists = ['/stubs', '/mappings', ''].flatMap((pointer) => stubMentions(scenario, pointer));
  const expected = ['/expect/leaks', '/expect/effects/sent', '/expect/effects/neverSent'].flatMap((pointer) =>
    itemsAt(scenario, pointer).flatMap((item) => mentionAt(scenario, `${item}/task`)),
  );
  const tasks = ['/expect/tasks/run', '/expect/tasks/notRun'].flatMap((pointer) =>
    itemsAt(scenario, pointer).flatMap((item) => mentionAt(scenario, item)),
  );
  return [...lists, ...expected, ...tasks];
}

/** A document of stubs is a list, a map with one, or a single stub. */
function stubMentions(scenario: Json, pointer: string): readonly Mention[] {
  const single = pointer === '' && isJsonObject(scenario) ? [''] : [];
  return [...single, ...itemsAt(scenario, pointer)].flatMap((stub) => [
    ...mentionAt(scenario, `${stub}/task`),
    ...mentionAt(scenario, `${stub}/request/task`),
  ]);
}

function itemsAt(scenario: Json, pointer: string): readonly string[] {
  const list = valueAt(scenario, pointer);
  return Array.isArray(list) ? list.map((_item, index) => joinPointer(pointer, index)) : [];
}

function mentionAt(scenario: Json, pointer: string): readonly Mention[] {
  const said = valueAt(scenario, pointer);
  return typeof said === 'string' ? [{ pointer, said }] : [];
}
