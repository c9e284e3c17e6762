import type { Range } from '../../workflow/document.ts';
import type { ModelTask } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import type { Label } from './label.ts';

/** Where data leaves the workflow, or where it decides more than it should. */
export type SinkKind =
  /** Bodies, parameters and messages of calls to services. */
  | 'request'
  /** Addresses and queries: written down by everything on the way. */
  | 'address'
  | 'header'
  /** E-mails and notifications. */
  | 'message'
  | 'event'
  /** Arguments of tools and agents. */
  | 'tool'
  /** Values for a database, bound and not part of the SQL. */
  | 'database'
  | 'sql'
  /** Text of a script, of a shell's command or of an image's. */
  | 'code'
  /** What a script, a shell or a container is given. */
  | 'process'
  /** Input of another workflow. */
  | 'workflow'
  | 'error'
  /** The result of the workflow. */
  | 'output';

/** An argument that data may leave by; `task` is null for the result of the workflow. */
export interface FlowSink {
  readonly kind: SinkKind;
  readonly task: ModelTask | null;
  /** The argument of another workflow that data leaves by which `task` gives to that one. */
  readonly beyond?: { readonly task: ModelTask; readonly argument: readonly string[] };
}

/** The task that sends what leaves, in this workflow or in another; null for the result of the workflow. */
export function sendingTask({ task, beyond }: FlowSink): ModelTask | null {
  return beyond?.task ?? task;
}

/** Something of a source that reaches a sink. */
export interface Arrival {
  readonly sink: FlowSink;
  readonly label: Label;
  readonly text: ModelText;
  /** In the text's value. */
  readonly range: Range;
}

/**
 * The argument of the sending task that something arrived in, as keys: `with`, `body`, `text`; the whole way to what `use`
 * declares for it, and none for the result of the workflow.
 */
export function argumentOf({ sink: { task, beyond }, text }: Arrival): readonly string[] {
  if (beyond !== undefined) return beyond.argument;
  if (task === null) return [];
  return text.task?.reference === task.reference ? text.path.slice(task.depth) : text.path;
}

/** The kind of sink that a text stands in; null where it is part of none. */
export function sinkKindOf({ path, task }: ModelText): SinkKind | null {
  if (task === null) return null;
  for (const sink of sinksOf(task)) {
    if (isPathOf(sink, path, task.depth)) return sink.kind;
  }
  return null;
}

function isPathOf({ path: wanted }: SinkArgument, path: readonly string[], depth: number): boolean {
  for (let index = 0; index < wanted.length; index += 1) if (path[depth + index] !== wanted[index]) return false;
  return true;
}

/** A way of an argument below its task, and what it is. */
export interface SinkArgument {
  readonly path: readonly string[];
  readonly kind: SinkKind;
}

const calls: Readonly<Record<string, readonly SinkArgument[]>> = {
  http: [
    { path: ['with', 'endpoint'], kind: 'address' },
    { path: ['with', 'query'], kind: 'address' },
    { path: ['with', 'headers'], kind: 'header' },
    { path: ['with', 'body'], kind: 'request' },
  ],
  openapi: [
    { path: ['with', 'document'], kind: 'address' },
    { path: ['with', 'parameters'], kind: 'request' },
  ],
  grpc: [{ path: ['with', 'arguments'], kind: 'request' }],
  asyncapi: [{ path: ['with', 'message'], kind: 'request' }],
  a2a: [{ path: ['with', 'parameters'], kind: 'tool' }],
  mcp: [
    { path: ['with', 'parameters'], kind: 'tool' },
    { path: ['with', 'transport'], kind: 'header' },
  ],
  email: [{ path: ['with'], kind: 'message' }],
  notification: [{ path: ['with'], kind: 'message' }],
  webhook: [
    { path: ['with', 'url'], kind: 'address' },
    { path: ['with', 'headers'], kind: 'header' },
    { path: ['with', 'body'], kind: 'request' },
  ],
  database: [
    { path: ['with', 'sql'], kind: 'sql' },
    { path: ['with', 'values'], kind: 'database' },
    { path: ['with', 'filter'], kind: 'database' },
    { path: ['with', 'parameters'], kind: 'database' },
  ],
};

const runs: readonly SinkArgument[] = [
  { path: ['run', 'script', 'code'], kind: 'code' },
  { path: ['run', 'script', 'arguments'], kind: 'process' },
  { path: ['run', 'script', 'environment'], kind: 'process' },
  { path: ['run', 'script', 'stdin'], kind: 'process' },
  { path: ['run', 'shell', 'command'], kind: 'code' },
  { path: ['run', 'shell', 'arguments'], kind: 'process' },
  { path: ['run', 'shell', 'environment'], kind: 'process' },
  { path: ['run', 'shell', 'stdin'], kind: 'process' },
  { path: ['run', 'container', 'command'], kind: 'code' },
  { path: ['run', 'container', 'arguments'], kind: 'process' },
  { path: ['run', 'container', 'environment'], kind: 'process' },
  { path: ['run', 'container', 'stdin'], kind: 'process' },
  { path: ['run', 'workflow', 'input'], kind: 'workflow' },
];

/** The arguments of a task that data may leave by. */
export function sinksOf({ task, target, type }: ModelTask): readonly SinkArgument[] {
  switch (type) {
    case 'call': {
      if (target?.kind === 'protocol') return calls[target.protocol] ?? [];
      if (target?.kind === 'action') return calls[target.action] ?? [];
      return target?.kind === 'catalog' ? [{ path: ['with'], kind: 'request' }] : [];
    }
    case 'run':
      return runs;
    case 'emit':
      return [{ path: ['emit', 'event', 'with'], kind: 'event' }];
    case 'raise':
      return task.raise === undefined ? [] : [{ path: ['raise', 'error'], kind: 'error' }];
    default:
      return [];
  }
}
