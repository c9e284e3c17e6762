import { describe, expect, it } from 'vitest';
import { isJsonObject, type Json } from '../../../shared/base/json.ts';
import { type Rehearsed, rehearseYaml } from './rehearseYaml.ts';

function phases({ trace }: Rehearsed): string[] {
  return (trace.events ?? []).map((event) => {
    const { type, data }: { [name: string]: Json } = isJsonObject(event) ? { ...event } : {};
    const task = isJsonObject(data ?? null) ? ` ${String((data as { task?: string }).task ?? '')}` : '';
    return `${String(type).replace('io.serverlessworkflow.', '')}${task}`.trim();
  });
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
    const data = (kind: string) =>
      (run.trace.events ?? []).flatMap((event) =>
        isJsonObject(event) && String(event.type).includes(kind) ? [event.data] : [],
      );
    expect(data('task.status-changed')).toMatchObject([
      { task: '/do/0/outer/do/0/l', status: 'waiting' },
      { task: '/do/0/outer/do/0/l', status: 'running' },
      { task: '/do/0/outer/do/1/w', status: 'waiting' },
      { task: '/do/0/outer/do/1/w', status: 'running' },
      { task: '/do/0/outer/do/2/forever', status: 'waiting' },
      { task: '/do/0/outer', status: 'waiting' },
    ]);
    expect(data('correlation-completed')).toMatchObject([{ correlationKeys: { order: 7 } }]);
  });

  it('do not grow without end', () => {
    const run = rehearseYaml("do: [ { l: { for: { in: '[range(9000)]' }, do: [ { s: { set: { x: 1 } } } ] } } ]");
    expect(run.trace.events).toHaveLength(10_002);
    expect(phases(run).at(-1)).toBe('workflow.completed.v1');
  });
});
