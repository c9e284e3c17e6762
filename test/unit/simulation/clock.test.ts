import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const seconds = ({ startedAt, endedAt }: { readonly startedAt: string; readonly endedAt: string }) =>
  (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;

describe('the clock', () => {
  it('is not moved by the sleep of a branch that lost its race', () => {
    const { trace } = rehearseYaml(`
do:
  - race: { fork: { compete: true, branches: [ { slow: { wait: PT1H } }, { fast: { wait: PT5S } } ] } }
  - forever: { listen: { to: { one: { with: { type: never } } } } }
`);
    expect(trace.status).toBe('waiting');
    expect(seconds(trace)).toBe(5);
  });

  it('is not moved by a timeout that did not come about', () => {
    const { trace } = rehearseYaml(
      `
do:
  - soon: { timeout: { after: PT1H }, listen: { to: { one: { with: { type: ping } } } } }
  - forever: { listen: { to: { one: { with: { type: never } } } } }
`,
      { events: [{ after: 'PT5S', event: { type: 'ping' } }] },
    );
    expect(trace.status).toBe('waiting');
    expect(seconds(trace)).toBe(5);
  });
});

describe('a definition in another version of the language', () => {
  it.each(['2.0.0', '1.1.0', '0.8.0'])('is a configuration error before the first task: %s', (dsl) => {
    const { trace } = rehearseYaml(`
document: { dsl: '${dsl}', namespace: test, name: test, version: '1.0.0' }
do: [ { a: { set: { a: 1 } } } ]
`);
    expect(trace).toMatchObject({ status: 'faulted', tasks: [], error: { status: 400, instance: '/document/dsl' } });
    expect(trace.error?.detail).toMatch(/1\.0\.x/);
  });

  it.each(['1.0.0', '1.0.9', '1.0.0-alpha5'])('is none in 1.0.x: %s', (dsl) => {
    const { trace } = rehearseYaml(`
document: { dsl: '${dsl}', namespace: test, name: test, version: '1.0.0' }
do: [ { a: { set: { a: 1 } } } ]
`);
    expect(trace.status).toBe('completed');
  });
});
