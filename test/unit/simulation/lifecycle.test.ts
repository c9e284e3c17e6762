import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '../../../shared/base/json.ts';
import { type Rehearsed, rehearseYaml } from './rehearseYaml.ts';

function phases({ trace }: Rehearsed): string[] {
  return (trace.events ?? []).map((event) => {
    const { type, data }: { [name: string]: Json } = isJsonObject(event) ? { ...event } : {};
    const task = isJsonObject(data ?? null) ? ` ${String((data as { task?: string }).task ?? '')}` : '';
    return `${String(type).replace('io.serverlessworkflow.', '')}${task}`.trim();
  });
}

/** Data of the events of a kind. */
function dataOf({ trace }: Rehearsed, kind: string): JsonObject[] {
  const events = (trace.events ?? []).filter(isJsonObject).filter(({ type }) => String(type).includes(kind));
  return events.map(({ data = null }) => data).filter(isJsonObject);
}

describe('lifecycle events', () => {
  it('say what happened to workflow and tasks', () => {
    const run = rehearseYaml('do: [ { a: { set: { x: 1 } } }, { b: { if: "false", set: { x: 2 } } } ]');
    expect(phases(run)).toEqual([
      'workflow.started.v1',
      'task.created.v1 /do/0/a',
      'task.started.v1 /do/0/a',
      'task.completed.v1 /do/0/a',
      'task.created.v1 /do/1/b',
      'workflow.completed.v1',
    ]);
    expect(run.trace.events?.[0]).toEqual({
      specversion: '1.0',
      id: 'lifecycle-1',
      source: 'https://drydock.invalid/rehearsal',
      type: 'io.serverlessworkflow.workflow.started.v1',
      time: '2000-01-01T00:00:00.000Z',
      datacontenttype: 'application/json',
      data: {
        name: expect.stringMatching(/^test-[0-9a-f-]{36}\.test$/),
        startedAt: '2000-01-01T00:00:00.000Z',
        definition: { namespace: 'test', name: 'test', version: '1.0.0' },
      },
    });
  });

  it('say what faulted, was tried again, and waits', () => {
    const raise = 'raise: { error: { type: t, status: 418 } }';
    const faulted = rehearseYaml(
      `do: [ { t: { try: [ { r: { ${raise} } } ], catch: { retry: { delay: PT1S, limit: { attempt: { count: 1 } } }, do: [ { s: { ${raise} } } ] } } } ]`,
    );
    expect(phases(faulted).filter((phase) => !/created|started/.test(phase))).toEqual([
      'task.faulted.v1 /do/0/t/try/0/r',
      'task.retried.v1 /do/0/t',
      'task.faulted.v1 /do/0/t/try/0/r',
      'task.faulted.v1 /do/0/t/catch/do/0/s',
      'task.faulted.v1 /do/0/t',
      'workflow.faulted.v1',
    ]);
    expect(faulted.trace.events?.at(-1)).toMatchObject({
      data: { error: { status: 418 }, faultedAt: faulted.trace.endedAt },
    });
    const waiting = rehearseYaml('do: [ { l: { listen: { to: { one: { with: { type: t } } } } } } ]');
    expect(phases(waiting).slice(-3)).toEqual([
      'workflow.correlation-started.v1',
      'task.status-changed.v1 /do/0/l',
      'workflow.status-changed.v1',
    ]);
    expect(waiting.trace.events?.at(-1)).toMatchObject({
      data: { status: 'waiting', updatedAt: waiting.trace.endedAt },
    });
  });

  it('say that a task waits and goes on, and which values its events share', () => {
    const run = rehearseYaml(
      `
do:
  - outer:
      do:
        - l: { listen: { to: { one: { with: { type: t }, correlate: { order: { from: .data.order } } } } } }
        - w: { wait: PT1S }
        - forever: { listen: { to: { one: { with: { type: never } } } } }
`,
      { events: [{ after: 'PT1S', event: { type: 't', data: { order: 7 } } }] },
    );
    expect(dataOf(run, 'task.status-changed')).toMatchObject([
      { task: '/do/0/outer/do/0/l', status: 'waiting' },
      { task: '/do/0/outer/do/0/l', status: 'running' },
      { task: '/do/0/outer/do/1/w', status: 'waiting' },
      { task: '/do/0/outer/do/1/w', status: 'running' },
      { task: '/do/0/outer/do/2/forever', status: 'waiting' },
      { task: '/do/0/outer', status: 'waiting' },
    ]);
    expect(dataOf(run, 'correlation-completed')).toMatchObject([{ correlationKeys: { order: 7 } }]);
  });

  it('say of each workflow that waits at the end that it does, inner ones first, and of no other', () => {
    const sub = `
document: { dsl: 1.0.3, namespace: test, name: sub, version: 1.0.0 }
do: [ { around: { do: [ { l: { listen: { to: { one: { with: { type: never } } } } } } ] } } ]
`;
    const started = (how: string) =>
      rehearseYaml(`do: [ { s: { run: { ${how} workflow: { namespace: test, name: sub, version: 1.0.0 } } } } ]`, {
        workflows: [sub],
      });
    const waiting = (run: Rehearsed) =>
      dataOf(run, 'workflow.status-changed').map(({ name }) => String(name).slice(0, 4));
    expect(waiting(started(''))).toEqual(['sub-', 'test']);
    const left = started('await: false,');
    expect(waiting(left)).toEqual(['sub-']);
    expect(left.trace.status).toBe('completed');
    expect(left.trace.tasks.map(({ name, status }) => `${name} ${status}`)).toEqual([
      's completed',
      'around waiting',
      'l waiting',
    ]);
  });

  it('name a task by its place in its own workflow, as its error does', () => {
    const sub = `
document: { dsl: 1.0.3, namespace: test, name: sub, version: 1.0.0 }
do: [ { w: { wait: PT1S } }, { r: { raise: { error: { type: t, status: 418 } } } } ]
`;
    const call = 'run: { workflow: { namespace: test, name: sub, version: 1.0.0 } }';
    const run = rehearseYaml(`do: [ { s: { ${call} } } ]`, { workflows: [sub] });
    expect(dataOf(run, 'task.status-changed')).toMatchObject([{ task: '/do/0/w' }, { task: '/do/0/w' }]);
    expect(dataOf(run, 'task.faulted')).toMatchObject([
      { workflow: expect.stringMatching(/^sub-/), task: '/do/1/r', error: { instance: '/do/1/r' } },
      {
        workflow: expect.stringMatching(/^test-/),
        task: '/do/0/s',
        error: { instance: '/do/0/s/run/workflow/do/1/r' },
      },
    ]);
  });

  it('name the firing that waits', () => {
    const definition = 'schedule: { every: PT1M }\ndo: [ { l: { listen: { to: { one: { with: { type: t } } } } } } ]';
    const run = rehearseYaml(definition, { firings: 2, events: [{ event: { type: 't' } }] });
    const [first, second] = dataOf(run, 'workflow.started').map(({ name }) => name);
    expect(dataOf(run, 'workflow.completed')).toMatchObject([{ name: first }]);
    expect(dataOf(run, 'workflow.status-changed')).toMatchObject([{ name: second, status: 'waiting' }]);
  });

  it('cancel what a bound stopped from the inside out', () => {
    const tasks = '[ { a: { do: [ { l: { for: { in: "[range(9)]" }, do: [ { s: { set: { x: 1 } } } ] } } ] } } ]';
    expect(phases(rehearseYaml(`do: ${tasks}`, { limits: { tasks: 4 } })).slice(-2)).toEqual([
      'task.cancelled.v1 /do/0/a/do/0/l',
      'task.cancelled.v1 /do/0/a',
    ]);
  });

  it('do not grow without end', () => {
    const run = rehearseYaml("do: [ { l: { for: { in: '[range(9000)]' }, do: [ { s: { set: { x: 1 } } } ] } } ]");
    expect(run.trace.events).toHaveLength(10_002);
    expect(phases(run).at(-1)).toBe('workflow.completed.v1');
  });

  it('do not grow without end where a loop runs workflows', () => {
    const sub =
      'document: { dsl: 1.0.3, namespace: test, name: sub, version: 1.0.0 }\ndo: [ { q: { set: { x: 1 } } } ]';
    const call = 'run: { workflow: { namespace: test, name: sub, version: 1.0.0 } }';
    const tasks = `[ { l: { for: { in: '[range(2000)]' }, do: [ { r: { ${call} } } ] } } ]`;
    const run = rehearseYaml(`do: ${tasks}`, { workflows: [sub] });
    expect(run.trace.events).toHaveLength(10_002);
    expect(phases(run).at(-1)).toBe('workflow.completed.v1');
  });
});
