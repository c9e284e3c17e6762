import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const get = (uri: string) => `call: http, with: { method: get, endpoint: { uri: '${uri}' } }`;
const use = (...extensions: string[]) => `use: { extensions: [ ${extensions.join(', ')} ] }\n`;

describe('extensions', () => {
  it('run around the tasks of their type, and change neither input nor output', () => {
    const { trace, effects } = rehearseYaml(
      `${use("{ log: { extend: set, before: [ { b: { emit: { event: { with: { type: before, data: '${ $task.name }' } } } } } ], after: [ { a: { emit: { event: { with: { type: after, data: '${ [$task.name, .] }' } } } } } ] } }")}
do: [ { x: { set: { n: '\${ .in }' } } }, { w: { wait: PT1S } } ]`,
      { input: { in: 1 } },
    );
    expect(trace.output).toEqual({ n: 1 });
    expect(effects('event').map(({ request }) => request)).toMatchObject([
      { type: 'before', data: 'x' },
      { type: 'after', data: ['x', { n: 1 }] },
    ]);
    expect(trace.tasks.map(({ reference }) => reference)).toEqual([
      '/do/0/x',
      '/use/extensions/0/log/before/0/b',
      '/use/extensions/0/log/after/0/a',
      '/do/1/w',
    ]);
  });

  const mock = use(
    '{ mock: { extend: call, when: \'$task.with.endpoint.uri | startswith("https://mocked")\', before: [ { m: { set: { statusCode: 200 }, then: exit } }, { never: { set: { x: 1 } } } ] } }',
  );

  it('stand in for the task where they exit', () => {
    const { trace } = rehearseYaml(
      `${mock}do: [ { c: { ${get('https://mocked.example/')}, output: { as: .statusCode } } } ]`,
    );
    expect(trace).toMatchObject({ status: 'completed', output: 200, effects: [] });
  });

  it('leave alone what their condition does not mean', () => {
    const { trace } = rehearseYaml(`${mock}do: [ { c: { ${get('https://other.example/')} } } ]`);
    expect(trace.error).toMatchObject({ instance: '/do/0/c', detail: expect.stringContaining('other.example') });
  });

  it('apply to all, once, and their errors are the task’s', () => {
    const all = use('{ e: { extend: all, before: [ { r: { raise: { error: { type: t, status: 418 } } } } ] } }');
    const { trace } = rehearseYaml(`${all}do: [ { x: { set: { n: 1 } } } ]`);
    expect(trace.error).toMatchObject({ status: 418, instance: '/use/extensions/0/e/before/0/r' });
    expect(trace.tasks.map(({ name, status }) => [name, status])).toEqual([
      ['x', 'faulted'],
      ['r', 'faulted'],
    ]);
  });
});
