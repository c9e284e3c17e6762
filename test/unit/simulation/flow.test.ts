import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const configuration = 'https://serverlessworkflow.io/spec/1.0.0/errors/configuration';

describe('flow directives', () => {
  it('go on with a named task of the same list', () => {
    const { trace } = rehearseYaml(`
do:
  - a: { set: { path: [a] }, then: c }
  - b: { set: { path: '\${ .path + ["b"] }' }, then: end }
  - c: { set: { path: '\${ .path + ["c"] }' }, then: b }
`);
    expect(trace.output).toEqual({ path: ['a', 'c', 'b'] });
  });

  it('fault with a configuration error where there is no such task in the list', () => {
    const { trace } = rehearseYaml(`
do:
  - outer: { do: [ { inner: { set: { a: 1 }, then: after } } ] }
  - after: { set: { b: 2 } }
`);
    expect(trace.status).toBe('faulted');
    expect(trace.error).toMatchObject({ type: configuration, status: 400, instance: '/do/0/outer/do/0/inner' });
  });

  it('fault where two tasks of the list have the name', () => {
    const { trace } = rehearseYaml(`
do:
  - a: { set: { a: 1 }, then: b }
  - b: { set: { b: 1 } }
  - b: { set: { b: 2 } }
`);
    expect(trace.error).toMatchObject({ type: configuration, instance: '/do/0/a' });
    expect(trace.error?.detail).toMatch(/more than one task/);
  });

  it('fault in a branch of a fork, which has no other to go on with', () => {
    const { trace } = rehearseYaml(`
do:
  - f: { fork: { branches: [ { a: { set: { a: 1 }, then: b } }, { b: { set: { b: 1 } } } ] } }
`);
    expect(trace.error).toMatchObject({ type: configuration, instance: '/do/0/f/fork/branches/0/a' });
  });

  it('leave the list with exit, and go on behind the task that holds it', () => {
    const { trace } = rehearseYaml(`
do:
  - outer:
      do:
        - first: { set: { a: 1 }, then: exit }
        - never: { set: { a: 2 } }
  - after: { set: '\${ . + { b: 3 } }' }
`);
    expect(trace.output).toEqual({ a: 1, b: 3 });
  });

  it('end the workflow from within', () => {
    const { trace, task } = rehearseYaml(`
do:
  - loop:
      for: { in: '[1, 2, 3]' }
      do:
        - stop: { set: { last: '\${ $item }' }, then: end }
  - never: { set: { a: 1 } }
`);
    expect(trace).toMatchObject({ status: 'completed', output: { last: 1 } });
    expect(task('never')).toEqual([]);
  });

  it('pass a task over whose condition does not hold: its output is its input, its directive is not followed', () => {
    const { trace, task } = rehearseYaml(
      `
do:
  - maybe: { if: .go, set: { done: true }, then: end }
  - after: { set: '\${ . + { after: true } }' }
`,
      { input: { go: false } },
    );
    expect(trace.output).toEqual({ go: false, after: true });
    expect(task('maybe')[0]).toMatchObject({ status: 'skipped', input: { go: false }, output: { go: false } });
    expect(trace.coverage?.tasks).toEqual(['/do/1/after']);
  });

  it('stop a loop without end at the bound of tasks, with the trace up to there', () => {
    const { trace, limit } = rehearseYaml('do: [ { again: { set: { a: 1 }, then: again } } ]', {
      limits: { tasks: 50 },
    });
    expect(trace).toMatchObject({ status: 'limit', digest: null, error: null });
    expect(trace.tasks).toHaveLength(50);
    expect(limit).toContain('50 tasks');
  });
});

describe('switch', () => {
  const definition = `
do:
  - route:
      switch:
        - other: { then: fallback }
        - big: { when: .n > 10, then: big }
        - even: { when: '\${ .n % 2 == 0 }', then: even }
  - big: { set: { is: big }, then: end }
  - even: { set: { is: even }, then: end }
  - fallback: { set: { is: other }, then: end }
`;

  it.each([
    [20, 'big', '/do/0/route#case:1'],
    [4, 'even', '/do/0/route#case:2'],
    [3, 'other', '/do/0/route#case:0'],
  ])('takes the first case that matches, and the default last: %d', (n, is, branch) => {
    const { trace } = rehearseYaml(definition, { input: { n } });
    expect(trace.output).toEqual({ is });
    expect(trace.coverage?.branches).toEqual([branch]);
  });

  it("goes on with the task's own directive where nothing matches", () => {
    const { trace } = rehearseYaml(`
do:
  - route: { switch: [ { never: { when: 'false', then: b } } ], then: c }
  - b: { set: { at: b } }
  - c: { set: { at: c } }
`);
    expect(trace.output).toEqual({ at: 'c' });
    expect(trace.coverage?.branches).toEqual(['/do/0/route#none']);
  });
});

describe('for', () => {
  it('gives each iteration the output of the one before, with item and index by default', () => {
    const { trace, task } = rehearseYaml(`
do:
  - loop:
      for: { in: '[5, 6]' }
      do:
        - add: { set: { seen: '\${ (.seen // []) + [[$item, $index]] }' } }
`);
    expect(trace.output).toEqual({
      seen: [
        [5, 0],
        [6, 1],
      ],
    });
    expect(task('add').map(({ iteration, reference }) => [iteration, reference])).toEqual([
      [[0], '/do/0/loop/do/0/add'],
      [[1], '/do/0/loop/do/0/add'],
    ]);
  });

  it('runs while its condition holds for the data so far', () => {
    const { trace } = rehearseYaml(`
do:
  - loop:
      for: { each: n, at: i, in: '[1, 2, 3, 4]' }
      while: (.sum // 0) < 3
      do: [ { add: { set: { sum: '\${ (.sum // 0) + $n }' } } } ]
`);
    expect(trace.output).toEqual({ sum: 3 });
  });

  it('takes items that are written out, and leaves the input where there are none', () => {
    const inline = rehearseYaml(
      `
do:
  - loop:
      for: { in: [ { n: 1 }, { n: '\${ .two }' } ] }
      do: [ { keep: { set: '\${ . + { last: $item.n } }' } } ]
`,
      { input: { two: 2 } },
    );
    expect(inline.trace.output).toEqual({ two: 2, last: 2 });
    const none = rehearseYaml("do: [ { loop: { for: { in: '[]' }, do: [ { never: { set: { a: 1 } } } ] } } ]", {
      input: { kept: true },
    });
    expect(none.trace.output).toEqual({ kept: true });
  });

  it('faults where there is no list', () => {
    const { trace } = rehearseYaml('do: [ { loop: { for: { in: .n }, do: [ { a: { set: { b: 1 } } } ] } } ]', {
      input: { n: 3 },
    });
    expect(trace.error).toMatchObject({ status: 400, instance: '/do/0/loop' });
  });

  it('nests', () => {
    const { task } = rehearseYaml(`
do:
  - outer:
      for: { each: a, in: '[1, 2]' }
      do:
        - inner: { for: { each: b, in: '[10, 20]' }, do: [ { sum: { set: '\${ $a + $b }' } } ] }
`);
    expect(task('sum').map(({ iteration, output }) => [iteration, output])).toEqual([
      [[0, 0], 11],
      [[0, 1], 21],
      [[1, 0], 12],
      [[1, 1], 22],
    ]);
  });
});

describe('fork', () => {
  it('gives the outputs in the order of declaration, whoever is first', () => {
    const { trace } = rehearseYaml(`
do:
  - both:
      fork:
        branches:
          - slow: { do: [ { wait1: { wait: { seconds: 9 } } }, { a: { set: { from: slow } } } ] }
          - fast: { set: { from: fast } }
`);
    expect(trace.output).toEqual([{ from: 'slow' }, { from: 'fast' }]);
    expect(trace.endedAt).toBe('2000-01-01T00:00:09.000Z');
  });

  it('takes the first that completes where branches compete, and cancels the rest', () => {
    const { trace, task } = rehearseYaml(`
do:
  - race:
      fork:
        compete: true
        branches:
          - slow: { do: [ { sleep: { wait: { seconds: 9 } } }, { late: { set: { from: slow } } } ] }
          - fast: { do: [ { nap: { wait: { seconds: 1 } } }, { soon: { set: { from: fast } } } ] }
`);
    expect(trace).toMatchObject({ status: 'completed', output: { from: 'fast' }, endedAt: '2000-01-01T00:00:01.000Z' });
    expect(task('sleep')[0]).toMatchObject({ status: 'cancelled', endedAt: '2000-01-01T00:00:01.000Z' });
    expect(task('slow')[0]?.status).toBe('cancelled');
    expect(task('late')).toEqual([]);
  });

  it('faults with the first branch that does, and cancels the rest', () => {
    const { trace, task } = rehearseYaml(`
do:
  - both:
      fork:
        branches:
          - bad: { raise: { error: { type: https://example.com/bad, status: 418 } } }
          - slow: { wait: { days: 1 } }
          - waiting: { listen: { to: { any: [] } } }
`);
    expect(trace.error).toMatchObject({ status: 418, instance: '/do/0/both/fork/branches/0/bad' });
    expect(trace.endedAt).toBe(trace.startedAt);
    expect(task('both')[0]?.status).toBe('faulted');
  });

  it('isolates the contexts of its branches', () => {
    const { trace } = rehearseYaml(`
do:
  - before: { set: { a: 1 }, export: { as: '{ kept: 1 }' } }
  - both:
      fork:
        branches:
          - one: { set: { b: 2 }, export: { as: '{ lost: 1 }' } }
          - two: { set: '\${ $context }' }
  - after: { set: '\${ { out: ., context: $context } }' }
`);
    expect(trace.output).toEqual({ out: [{ b: 2 }, { kept: 1 }], context: { kept: 1 } });
  });
});
