import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const definition = `
do:
  - mail: { call: 'email:1.0.0@default', with: { to: a@b.example, subject: Hi } }
  - skip: { if: 'false', set: { a: 1 } }
  - pause: { wait: PT2H }
  - done: { set: { a: 1, b: 2 } }
`;
const raising = 'do: [ { r: { raise: { error: { type: https://e.example/x, status: 418, title: T } } } } ]';

function broken(expectations: unknown, text = definition): string[] {
  const { expectations: results = [] } = rehearseYaml(text, { expect: expectations });
  return results.filter(({ passed }) => !passed).map(({ expectation, message }) => `${expectation}: ${message}`);
}

describe('expectations', () => {
  it.each([
    [{ status: 'completed' }],
    [{ output: { b: 2, a: 1 } }],
    [{ outputIncludes: { a: 1 } }],
    [{ match: ['.output.a == 1', '.tasks | length == 4'] }],
    [{ error: null }],
    [{ effects: { sent: [{ kind: 'email', task: 'mail', request: { to: 'a@b.example' }, times: 1, stub: null }] } }],
    [{ effects: { neverSent: [{ kind: 'email', match: '.to == "x"' }] } }],
    [{ tasks: { run: ['mail', '/do/3/done'], notRun: ['skip', 'nothing'] } }],
    [{ time: { atLeast: 'PT2H', atMost: { hours: 2 } } }],
  ])('hold: %j', (expectation) => {
    expect(broken(expectation)).toEqual([]);
  });

  it.each([
    [{ status: 'faulted' }, 'status is faulted: the status is completed'],
    [{ output: { a: 1 } }, 'output: the output is {"a":1,"b":2}'],
    [{ match: '.output.a == 2' }, 'match .output.a == 2: the condition gives false'],
    [{ match: '.a |' }, 'not a valid expression'],
    [{ effects: { sent: [{ kind: 'webhook' }] } }, 'sent webhook at least once: it happened 0 times'],
    [{ effects: { neverSent: [{ kind: 'email' }] } }, 'never sent email: it happened 1 times'],
    [{ effects: { neverSent: [{ match: '.to |' }] } }, 'never sent any .to |: not a valid expression'],
    [{ effects: { sent: [{ match: '.to |', times: 0 }] } }, 'sent any .to | 0 times: not a valid expression'],
    [{ tasks: { run: ['skip'] } }, 'task skip runs: it did not run'],
    [{ tasks: { notRun: ['done'] } }, 'task done does not run: it ran'],
    [{ time: { atMost: 'PT1H' } }, 'takes at most 3600000 ms'],
  ])('do not hold: %j', (expectation, message) => {
    expect(broken(expectation).join('\n')).toContain(message);
  });

  it('expect completion where nothing is said, and a fault where an error is', () => {
    expect(broken({}, raising)).toHaveLength(1);
    expect(broken({ error: { status: 418 } }, raising)).toEqual([]);
    expect(broken({ error: { status: 419 } }, raising)).toHaveLength(1);
  });

  it('refuse what they do not know', () => {
    expect(() => rehearseYaml(definition, { expect: { statuss: 'completed' } })).toThrow('statuss');
  });
});
