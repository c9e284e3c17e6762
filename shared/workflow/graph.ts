import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { taskDetail } from './taskDetail.ts';
import { type TaskEntry, type TaskType, walkTasks } from './tasks.ts';
import { type TaskWay, waysOf } from './ways.ts';

/** A part of a task that holds tasks of its own: what a container is divided into. */
export type GraphRegion = 'tasks' | 'try' | 'catch' | 'branches' | 'foreach';

/** A node of the graph: a task, or where a list of tasks begins and ends. */
export interface GraphNode {
  /** Reference of the task; `<scope>#start`, `<scope>#exit` and `<scope>#end` for the others. */
  readonly id: string;
  readonly kind: TaskType | 'unknown' | 'start' | 'exit' | 'end';
  readonly label: string;
  /** What a task of its type does, in a few words: what is called, what is waited for; empty where there is nothing to say. */
  readonly detail: string;
  /** The condition of its `if`; null where it always runs. */
  readonly condition: string | null;
  /** The list that it stands in. */
  readonly scope: string;
  /** The lists inside of it, in the order in which they are shown. */
  readonly regions: readonly GraphRegionOf[];
}

/** One list of tasks inside a container. */
export interface GraphRegionOf {
  readonly region: GraphRegion;
  readonly scope: string;
}

/** Why a run takes an edge; `error` also leads from the region `try` to the region `catch`. */
export type GraphEdgeKind =
  | TaskWay['kind']
  /** Another attempt, from the region `try` to itself. */
  | 'retry'
  /** Another turn of a loop, from the region to itself. */
  | 'repeat';

/** A way from one node to another of the same list, or between two regions of one task. */
export interface GraphEdge {
  readonly id: string;
  readonly kind: GraphEdgeKind;
  /** Ids of nodes; scopes of regions for `error`, `retry` and `repeat`. */
  readonly from: string;
  readonly to: string;
  /** The condition of a case, how often is retried, what is looped over; null where there is nothing to say. */
  readonly label: string | null;
}

/** A definition as a graph. Every edge stays inside one list or one task, so that each can be laid out by itself. */
export interface WorkflowGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The outermost lists: `/do`, and those of functions and extensions. */
  readonly scopes: readonly string[];
}

/** Longest label, in UTF-16 units. */
const maxLabel = 80;

/** The graph of a definition; malformed parts are passed over. */
export function workflowGraph(definition: Json): WorkflowGraph {
  const lists = Map.groupBy(walkTasks(definition), ({ scope }) => scope);
  const builder = new GraphBuilder();
  for (const [scope, tasks] of lists) builder.addList(scope, tasks);
  const scopes = [...lists].flatMap(([scope, [first]]) =>
    first === undefined || first.parent !== null ? [] : [scope],
  );
  return { nodes: builder.nodes, edges: builder.edges, scopes };
}

class GraphBuilder {
  readonly nodes: GraphNode[] = [];
  readonly edges: GraphEdge[] = [];
  readonly #ids = new Set<string>();

  addList(scope: string, tasks: readonly TaskEntry[]): void {
    const isSequence = !scope.endsWith('/fork/branches') && scope !== '/use/functions';
    const names = new Map(tasks.map(({ name, reference }) => [name, reference]));
    if (isSequence) this.#addPlace(`${scope}#start`, 'start', scope);
    for (const task of tasks) this.#addTask(task);
    if (!isSequence) return;
    const [first] = tasks;
    if (first !== undefined) this.#connect('next', `${scope}#start`, first.reference);
    for (const [index, task] of tasks.entries()) {
      const list = { scope, names, next: tasks[index + 1]?.reference ?? null };
      for (const way of waysOf(task)) this.#addWay(task.reference, way, list);
    }
  }

  #addTask({ reference, name, type, task, scope }: TaskEntry): void {
    const regions = regionsOf(type, task).map(([region, path]) => ({ region, scope: `${reference}${path}` }));
    this.#add({
      id: reference,
      kind: type ?? 'unknown',
      label: clipped(name),
      detail: clipped(taskDetail(type, task)),
      condition: typeof task.if === 'string' ? clipped(task.if) : null,
      scope,
      regions,
    });
    if (type === 'try') this.#addCatch(reference, task);
    else if (type === 'for') this.#connect('repeat', `${reference}/do`, `${reference}/do`, loopLabel(task));
    else if (regions.some(({ region }) => region === 'foreach')) {
      for (const region of regions) this.#connect('repeat', region.scope, region.scope, 'each event');
    }
  }

  #addCatch(reference: string, task: JsonObject): void {
    const caught = member(task, 'catch');
    const tried = `${reference}/try`;
    if (Array.isArray(member(caught, 'do'))) this.#connect('error', tried, `${reference}/catch/do`, errorLabel(caught));
    const retry = member(caught, 'retry');
    if (retry !== undefined) this.#connect('retry', tried, tried, retryLabel(retry));
  }

  #addWay(from: string, { kind, directive, label }: TaskWay, { scope, names, next }: List): void {
    const named = names.get(directive);
    if (named !== undefined) this.#connect(kind, from, named, label);
    else if (directive === 'continue') this.#connect(kind, from, next ?? this.#way(scope, 'exit'), label);
    else if (directive === 'exit' || directive === 'end') this.#connect(kind, from, this.#way(scope, directive), label);
  }

  /** Where a list is left; `end` ends the whole workflow, which at its outermost list is the same. */
  #way(scope: string, directive: 'exit' | 'end'): string {
    const kind = scope === '/do' ? 'end' : directive;
    const id = `${scope}#${kind}`;
    this.#addPlace(id, kind, scope);
    return id;
  }

  #addPlace(id: string, kind: 'start' | 'exit' | 'end', scope: string): void {
    this.#add({ id, kind, label: kind, detail: '', condition: null, scope, regions: [] });
  }

  #add(node: GraphNode): void {
    if (this.#ids.has(node.id)) return;
    this.#ids.add(node.id);
    this.nodes.push(node);
  }

  #connect(kind: GraphEdgeKind, from: string, to: string, label: string | null = null): void {
    const id = `${kind} ${from} ${to} ${this.edges.length}`;
    this.edges.push({ id, kind, from, to, label: label === null ? null : clipped(label) });
  }
}

interface List {
  readonly scope: string;
  readonly names: ReadonlyMap<string, string>;
  /** Reference of the task behind this one; null for the last. */
  readonly next: string | null;
}

function regionsOf(type: TaskType | null, task: JsonObject): [GraphRegion, string][] {
  switch (type) {
    case 'do':
    case 'for':
      return [['tasks', '/do']];
    case 'fork':
      return [['branches', '/fork/branches']];
    case 'try': {
      const handlers = member(member(task, 'catch'), 'do');
      return Array.isArray(handlers)
        ? [
            ['try', '/try'],
            ['catch', '/catch/do'],
          ]
        : [['try', '/try']];
    }
    case 'listen':
      return Array.isArray(member(member(task, 'foreach'), 'do')) ? [['foreach', '/foreach/do']] : [];
    case 'call': {
      const foreach = member(member(member(task, 'with'), 'subscription'), 'foreach');
      return task.call === 'asyncapi' && Array.isArray(member(foreach, 'do'))
        ? [['foreach', '/with/subscription/foreach/do']]
        : [];
    }
    default:
      return [];
  }
}

function loopLabel(task: JsonObject): string | null {
  const loop = member(task, 'for');
  const each = member(loop, 'each');
  const many = member(loop, 'in');
  return typeof many === 'string' ? `each ${typeof each === 'string' ? each : 'item'} in ${many}` : null;
}

function errorLabel(caught: Json | undefined): string | null {
  const filter = member(member(caught, 'errors'), 'with');
  const type = member(filter, 'type');
  const status = member(filter, 'status');
  if (typeof type === 'string') return type.slice(type.lastIndexOf('/') + 1);
  return typeof status === 'number' ? String(status) : null;
}

function retryLabel(retry: Json): string {
  if (typeof retry === 'string') return `retry: ${retry}`;
  const count = member(member(member(retry, 'limit'), 'attempt'), 'count');
  return typeof count === 'number' ? `retry, ${count} times at most` : 'retry';
}

function member(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function clipped(text: string): string {
  return text.length > maxLabel ? `${text.slice(0, maxLabel)}…` : text;
}
