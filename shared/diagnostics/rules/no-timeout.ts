import type { Fix } from '../finding.ts';
import type { PartModel } from '../model.ts';
import { calledFunction, isLimited, type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';

/** Waiting for others without an end. */
export const noTimeout: Rule = {
  id: 'no-timeout',
  title: 'Waits without a limit',
  severity: 'warning',
  confidence: 'high',
  why: 'A service that never answers holds the workflow for ever: nothing fails, nothing is retried, and nobody is told. Whoever controls the other side can hold as many runs as they like.',
  remedy:
    'Give the task a `timeout`, or one to a task around it or to the whole workflow, and handle the timeout error where that makes sense.',
  references: [
    { title: 'CWE-400: Uncontrolled Resource Consumption', url: 'https://cwe.mitre.org/data/definitions/400.html' },
    {
      title: 'Serverless Workflow DSL: Timeout',
      url: 'https://github.com/serverlessworkflow/specification/blob/v1.0.0/dsl-reference.md#timeout',
    },
  ],
  limits: 'How long a limit is: one of a year is one. Actions of the house other than webhooks end by themselves.',
  fix: 'review',
  examples: {
    bad: [
      {
        title: 'a request that may take for ever',
        text: '- order:\n    call: http\n    with: { method: get, endpoint: "https://shop.example.com/orders" }\n',
      },
      {
        title: 'an event that may never come',
        text: '- approved:\n    listen: { to: { one: { with: { type: approved } } } }\n',
      },
    ],
    good: [
      {
        title: 'a limit of the task',
        text: '- order:\n    call: http\n    timeout: { after: { seconds: 30 } }\n    with: { method: get, endpoint: "https://shop.example.com/orders" }\n',
      },
      {
        title: 'a limit around it',
        text: '- all:\n    timeout: { after: { minutes: 5 } }\n    do:\n      - order:\n          call: http\n          with: { method: get, endpoint: "https://shop.example.com/orders" }\n',
      },
    ],
  },
  checkTask,
};

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  // A function waits where it is called, and what limits the call limits it.
  if (task.scope === '/use/functions') return;
  const waits = isLimited(task, model, hasTimeout) ? null : waitsFor(task);
  if (waits === null) return;
  report({
    message: `\`${task.name}\` waits for ${waits.what} without a limit.`,
    help: 'Give it a `timeout`, or one to a task around it or to the workflow.',
    ...model.placeOf(task.reference, 'key'),
    fixes: fixesFor(model, task, waits.limit),
  });
}

function hasTimeout(task: ModelTask): boolean {
  const ownCall = task.action === 'webhook' || task.task.call === 'mcp';
  return task.task.timeout !== undefined || (ownCall && taskMember(task, 'with', 'timeout') !== undefined);
}

interface Waiting {
  readonly what: string;
  /** What the fix offers. */
  readonly limit: { readonly [unit: string]: number };
}

function waitsFor(task: ModelTask): Waiting | null {
  const called = calledFunction(task);
  if (called !== null) return hasTimeout(called) ? null : waitsFor(called);
  if (task.type === 'listen') return { what: 'events', limit: { days: 1 } };
  if (task.type === 'run') {
    if (taskMember(task, 'run', 'await') === false) return null;
    return { what: ranBy(task), limit: { minutes: 5 } };
  }
  const { target } = task;
  if (target === null || target.kind === 'function') return null;
  if (target.kind === 'action')
    return target.action === 'webhook' ? { what: 'an answer', limit: { seconds: 30 } } : null;
  return { what: 'an answer', limit: { seconds: 30 } };
}

/** What a `run` task runs, as a person names it. */
function ranBy(task: ModelTask): string {
  const workflow = taskMember(task, 'run', 'workflow', 'name');
  if (typeof workflow === 'string') return `the workflow \`${workflow.slice(0, 60)}\``;
  return taskMember(task, 'run', 'script') === undefined ? 'a process' : 'its script';
}

function fixesFor(model: PartModel, task: ModelTask, limit: Waiting['limit']): readonly Fix[] {
  const before = ['with', 'run', 'listen'].find((key) => task.task[key] !== undefined);
  const edit = model.insertEntry(task.reference, 'timeout', { after: limit }, before);
  if (edit === null) return [];
  const [unit = 'seconds', count = 0] = Object.entries(limit)[0] ?? [];
  const named = count === 1 ? unit.replace(/s$/, '') : unit;
  return [{ title: `End it after ${count} ${named}`, safe: false, edits: [edit] }];
}
