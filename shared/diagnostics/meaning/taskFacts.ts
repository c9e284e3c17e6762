import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { DocumentModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import { type Fact, placeOf, type Subject } from './fact.ts';
import { quoted } from './wording.ts';

/** A part of a task that has facts of its own: its keys, and its name with and without an article. */
type Part = readonly [subject: Subject, path: readonly string[], noun: string, withArticle: string];

const parts: readonly Part[] = [
  ['code', ['run', 'script', 'code'], 'script', 'a script'],
  ['code', ['run', 'script', 'source'], 'script', 'a script from elsewhere'],
  ['code', ['run', 'shell', 'command'], 'command', 'a shell command'],
  ['code', ['run', 'container', 'command'], 'command', 'a container command'],
  ['permission', ['run', 'container', 'volumes'], 'volumes', 'volumes of the machine'],
  ['permission', ['run', 'container', 'ports'], 'ports', 'ports of the machine'],
  ['authentication', ['with', 'endpoint', 'authentication'], 'authentication', 'an authentication'],
  ['authentication', ['with', 'authentication'], 'authentication', 'an authentication'],
  ['limit', ['timeout'], 'timeout', 'a timeout'],
  ['limit', ['with', 'timeout'], 'time limit', 'a time limit'],
  ['limit', ['with', 'limit'], 'limit of rows', 'a limit of rows'],
  ['limit', ['catch', 'retry'], 'retries', 'retries'],
  ['limit', ['while'], 'condition to go on', 'a condition to go on'],
  ['event', ['listen', 'to'], 'events to wait for', 'events to wait for'],
  ['schema', ['input', 'schema'], 'input schema', 'an input schema'],
  ['schema', ['output', 'schema'], 'output schema', 'an output schema'],
];

/** What one task does that a reviewer asks about. */
export function taskFacts(entry: ModelTask): readonly Fact[] {
  return [...parts.flatMap((part) => partFact(entry, part)), ...things(entry)];
}

function partFact(entry: ModelTask, [subject, path, noun, withArticle]: Part): Fact[] {
  const { reference, name } = entry;
  const value = taskMember(entry, ...path);
  if (value === undefined) return [];
  return [
    {
      subject,
      place: placeOf(reference),
      key: path.join('.'),
      value,
      label: `${noun} of ${quoted(name)}`,
      added: `${quoted(name)} now has ${withArticle}`,
      removed: `${quoted(name)} no longer has ${withArticle}`,
      pointer: joinPointer(reference, ...path),
    },
  ];
}

/** What a task reaches or uses, which other tasks may use as well. */
function things(entry: ModelTask): Fact[] {
  const { reference, task, target, action } = entry;
  const thing = (subject: Subject, verb: string, name: string, path: readonly string[]): Fact => ({
    subject,
    place: null,
    key: `${verb} ${name}`,
    value: null,
    label: name,
    added: `The workflow now ${verb} ${quoted(name)}`,
    removed: `The workflow no longer ${verb} ${quoted(name)}`,
    pointer: joinPointer(reference, ...path),
  });
  const text = (path: readonly string[], make: (value: string) => Fact): Fact[] => {
    const value = taskMember(entry, ...path);
    return typeof value === 'string' ? [make(value)] : [];
  };
  const image = ['run', 'container', 'image'];
  const event = ['emit', 'event', 'with', 'type'];
  const tool = ['with', 'parameters', 'name'];
  const subflow = taskMember(entry, 'run', 'workflow');
  const catalogued = target?.kind === 'catalog' && typeof task.call === 'string' ? task.call : null;
  return [
    ...text(image, (name) => thing('image', 'runs the image', name, image)),
    ...text(event, (name) => thing('event', 'emits', name, event)),
    ...(task.call === 'mcp' ? text(tool, (name) => thing('tool', 'calls the tool', name, tool)) : []),
    ...(isJsonObject(subflow) ? [thing('workflow', 'runs', nameOfWorkflow(subflow), ['run', 'workflow'])] : []),
    ...(action === null ? [] : [thing('action', 'uses the action', actionName(entry, action), ['call'])]),
    ...(catalogued === null ? [] : [thing('action', 'calls', catalogued, ['call'])]),
  ];
}

function actionName(entry: ModelTask, action: string): string {
  if (action !== 'database') return action;
  const operation = taskMember(entry, 'with', 'operation');
  const table = taskMember(entry, 'with', 'table');
  if (typeof operation !== 'string') return 'database: SQL';
  return `database: ${operation}${typeof table === 'string' ? ` ${table}` : ''}`;
}

function nameOfWorkflow({ namespace, name, version }: JsonObject): string {
  return [namespace, name, version].filter((part) => typeof part === 'string').join('/');
}

/** Lists of tasks: they have facts of their own. */
const childKeys = new Set(['do', 'try', 'branches']);
/** What holds them. */
const holderKeys = new Set(['catch', 'fork', 'foreach']);

/** Every task by its names, and the order of each list. */
export function structureFacts({ tasks }: DocumentModel): readonly Fact[] {
  const counts = new Map<string, number>();
  const found = tasks.map((task): Fact => {
    const what = taskLabel(task);
    const place = placeOf(task.reference);
    const namesakes = counts.get(place) ?? 0;
    counts.set(place, namesakes + 1);
    return {
      subject: 'task',
      place,
      // Nothing forbids two tasks of one name in a list.
      key: namesakes === 0 ? '' : String(namesakes),
      value: ownPart(task.task),
      label: what,
      added: `The ${what} is new`,
      removed: `The ${what} is gone`,
      pointer: task.reference,
    };
  });
  for (const [scope, list] of Map.groupBy(tasks, (task) => task.scope)) {
    if (scope.startsWith('/use/functions')) continue;
    const place = placeOf(scope);
    const label = `order of the tasks${place === '' ? '' : ` in ${quoted(place)}`}`;
    found.push({
      subject: 'order',
      place,
      key: '',
      value: list.map(({ name }) => name),
      label,
      added: `There is a new list of tasks in ${quoted(place)}`,
      removed: `The list of tasks in ${quoted(place)} is gone`,
      pointer: scope,
    });
  }
  return found;
}

/** "task `order` (call)" */
export function taskLabel({ name, type }: ModelTask): string {
  return `task ${quoted(name)}${type === null ? '' : ` (${type})`}`;
}

/** A task without the tasks that it holds. */
export function ownPart(task: Json): Json {
  if (!isJsonObject(task)) return task;
  const entries = Object.entries(task).map(([key, value]): [string, Json] => {
    const isTasks = childKeys.has(key) && Array.isArray(value);
    return [key, isTasks ? null : holderKeys.has(key) ? ownPart(value) : value];
  });
  return Object.fromEntries(entries);
}
