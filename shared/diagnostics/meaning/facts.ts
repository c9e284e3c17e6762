import { canonicalJson } from '../../base/canonicalJson.ts';
import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { DocumentModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import { secretReads } from '../secretReads.ts';

/** What a reviewer asks about a definition, in the order of weight. */
export const subjects = [
  'sensitive-field',
  'secret',
  'host',
  'code',
  'image',
  'tool',
  'action',
  'workflow',
  'event',
  'authentication',
  'limit',
  'schedule',
  'schema',
  'task',
  'order',
] as const;
/** One of {@link subjects}. */
export type Subject = (typeof subjects)[number];

/** One thing that is so in a definition. Facts of the same subject and key in two definitions are about the same thing. */
export interface Fact {
  readonly subject: Subject;
  /** What it is about, without positions, so that a moved task keeps its facts. */
  readonly key: string;
  /** What is so; two facts with one key and different values are a change. */
  readonly value: string;
  /** As a person reads it: `erp.example.com`, `order/post`. */
  readonly label: string;
  /** Where the definition says it, as a JSON Pointer. */
  readonly pointer: string;
}

/** The facts of a definition; none of them depends on layout, comments or the order of keys. */
export function factsOf(model: DocumentModel): readonly Fact[] {
  return distinct([
    ...exposures(model),
    ...secrets(model),
    ...hosts(model),
    ...model.tasks.flatMap((task) => factsOfTask(task)),
    ...declarations(model),
    ...tasks(model),
  ]);
}

/** The same thing said in several places is one fact, with the first of them. */
function distinct(facts: readonly Fact[]): readonly Fact[] {
  const found = new Map<string, Fact>();
  for (const fact of facts) {
    const id = `${fact.subject} ${fact.key}`;
    if (!found.has(id)) found.set(id, fact);
  }
  return [...found.values()];
}

function exposures(model: DocumentModel): Fact[] {
  return model.flow.arrivals().flatMap(({ label, sink, text }): Fact[] => {
    const { kind, class: sensitiveClass, name } = label.source;
    if (kind !== 'sensitive' || sink.kind === 'process') return [];
    const to = sink.task === null ? 'the result' : `${sink.kind} of ${sink.task.name}`;
    const key = `${sensitiveClass} ${name} ${sink.kind} ${sink.task?.name ?? ''}`;
    return [
      {
        subject: 'sensitive-field',
        key,
        value: '',
        label: `${name} (${sensitiveClass}) to ${to}`,
        pointer: text.pointer,
      },
    ];
  });
}

function secrets(model: DocumentModel): Fact[] {
  const read = model.expressions.flatMap((expression) =>
    secretReads(expression).map(({ name }): Fact => {
      const shown = name ?? 'every secret';
      return { subject: 'secret', key: shown, value: '', label: shown, pointer: expression.text.pointer };
    }),
  );
  const named = model.texts.flatMap(({ path, value, pointer, isData }): Fact[] => {
    const isUsed = !isData && path.at(-1) === 'use' && path.includes('authentications');
    return isUsed ? [{ subject: 'secret', key: value, value: '', label: value, pointer }] : [];
  });
  return [...read, ...named];
}

function hosts(model: DocumentModel): Fact[] {
  return model.endpoints.map(({ address: { host, scheme, source }, text, isPartial }): Fact => {
    const shown = host ?? (isPartial ? 'a host that data decides' : source);
    const port = URL.parse(source)?.port ?? '';
    const label = `${scheme === null ? '' : `${scheme}://`}${shown}${port === '' ? '' : `:${port}`}`;
    return { subject: 'host', key: label, value: '', label, pointer: text.pointer };
  });
}

function factsOfTask(entry: ModelTask): Fact[] {
  const { reference, task, target, action } = entry;
  const place = placeOf(reference);
  const at = (path: readonly string[], subject: Subject, key: string, label = key): Fact[] => {
    const value = taskMember(entry, ...path);
    if (value === undefined) return [];
    return [{ subject, key: `${place} ${key}`, value: textOf(value), label, pointer: joinPointer(reference, ...path) }];
  };
  const thing = (subject: Subject, label: string, path: readonly string[]): Fact[] => [
    { subject, key: label, value: '', label, pointer: joinPointer(reference, ...path) },
  ];
  const image = taskMember(entry, 'run', 'container', 'image');
  const subflow = taskMember(entry, 'run', 'workflow');
  const event = taskMember(entry, 'emit', 'event', 'with', 'type');
  const tool = taskMember(entry, 'with', 'parameters', 'name');
  return [
    ...at(['run', 'script', 'code'], 'code', 'script', `script of ${entry.name}`),
    ...at(['run', 'script', 'source'], 'code', 'script source', `script of ${entry.name}`),
    ...at(['run', 'shell', 'command'], 'code', 'command', `command of ${entry.name}`),
    ...at(['run', 'container', 'command'], 'code', 'container command', `command of ${entry.name}`),
    ...(typeof image === 'string' ? thing('image', image, ['run', 'container', 'image']) : []),
    ...(isJsonObject(subflow) ? thing('workflow', nameOfWorkflow(subflow), ['run', 'workflow']) : []),
    ...(typeof event === 'string' ? thing('event', `emits ${event}`, ['emit', 'event', 'with', 'type']) : []),
    ...(task.call === 'mcp' && typeof tool === 'string' ? thing('tool', tool, ['with', 'parameters', 'name']) : []),
    ...(action === null ? [] : thing('action', actionLabel(entry, action), ['call'])),
    ...(target?.kind === 'catalog' && typeof task.call === 'string' ? thing('action', task.call, ['call']) : []),
    ...at(['timeout'], 'limit', 'timeout', `timeout of ${entry.name}`),
    ...at(['catch', 'retry'], 'limit', 'retry', `retries of ${entry.name}`),
    ...at(['listen', 'to'], 'event', 'listens', `events that ${entry.name} waits for`),
    ...at(['input', 'schema'], 'schema', 'input', `input schema of ${entry.name}`),
    ...at(['output', 'schema'], 'schema', 'output', `output schema of ${entry.name}`),
  ];
}

function actionLabel(entry: ModelTask, action: string): string {
  if (action !== 'database') return action;
  const operation = taskMember(entry, 'with', 'operation');
  const table = taskMember(entry, 'with', 'table');
  if (typeof operation !== 'string') return 'database: SQL';
  return `database: ${operation}${typeof table === 'string' ? ` ${table}` : ''}`;
}

function nameOfWorkflow({ namespace, name, version }: JsonObject): string {
  return [namespace, name, version].filter((part) => typeof part === 'string').join('/');
}

/** What is said outside of tasks. */
function declarations({ document, use }: DocumentModel): Fact[] {
  const { value } = document;
  if (!isJsonObject(value)) return [];
  const whole = (subject: Subject, label: string, ...path: readonly string[]): Fact[] => {
    let found: Json | undefined = value;
    for (const key of path) found = isJsonObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
    if (found === undefined) return [];
    return [{ subject, key: path.join(' '), value: textOf(found), label, pointer: joinPointer('', ...path) }];
  };
  const named = (subject: Subject, kind: string): Fact[] => {
    const declared = use[kind];
    return Object.entries(isJsonObject(declared) ? declared : {}).map(([name, one]) => ({
      subject,
      key: `${kind} ${name}`,
      value: textOf(one),
      label: name,
      pointer: joinPointer('/use', kind, name),
    }));
  };
  return [
    ...whole('limit', 'timeout of the workflow', 'timeout'),
    ...whole('schedule', 'schedule', 'schedule'),
    ...whole('schema', 'input schema', 'input', 'schema'),
    ...whole('schema', 'output schema', 'output', 'schema'),
    ...whole('action', 'how expressions are evaluated', 'evaluate'),
    ...named('authentication', 'authentications'),
    ...named('limit', 'retries'),
    ...named('limit', 'timeouts'),
    ...named('action', 'catalogs'),
  ];
}

/** Lists of tasks: they have facts of their own. */
const childKeys = new Set(['do', 'try', 'branches']);

/** Every task by its names, and the order of each list. */
function tasks({ tasks: all }: DocumentModel): Fact[] {
  const found = all.map(({ reference, task, type, name }): Fact => {
    const label = `${name} (${type ?? 'unknown'})`;
    return { subject: 'task', key: placeOf(reference), value: textOf(withoutTasks(task)), label, pointer: reference };
  });
  for (const [scope, list] of Map.groupBy(all, (task) => task.scope)) {
    if (scope.startsWith('/use/functions')) continue;
    const names = list.map(({ name }) => name).join(' → ');
    const place = placeOf(scope);
    const label = place === '' ? 'order of the tasks' : `order of the tasks in ${place}`;
    found.push({ subject: 'order', key: place, value: names, label, pointer: scope });
  }
  return found;
}

function withoutTasks(task: Json): Json {
  if (!isJsonObject(task)) return task;
  const entries = Object.entries(task).map(([key, value]): [string, Json] => {
    const isTasks = childKeys.has(key) && Array.isArray(value);
    return [key, isTasks ? null : key === 'catch' || key === 'fork' || key === 'foreach' ? withoutTasks(value) : value];
  });
  return Object.fromEntries(entries);
}

/** A reference without positions: `/do/0/order/try/1/post` is `order/try/post`. */
function placeOf(reference: string): string {
  return reference
    .split('/')
    .slice(1)
    .filter((token, index) => !/^\d+$/.test(token) && !(index === 0 && token === 'do'))
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('/');
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}
