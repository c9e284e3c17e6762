import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const boom = 'raise: { error: { type: https://example.com/boom, status: 500, title: Boom, detail: loud } }';

describe('raise', () => {
  it('raises an error of use.errors, with expressions evaluated and the standard title', () => {
    const { trace } = rehearseYaml(
      `
use:
  errors:
    late: { type: https://open-workflow-specification.org/dsl/errors/types/timeout, status: 408, detail: '\${ "for \\(.who)" }' }
do: [ { r: { raise: { error: late } } } ]
`,
      { input: { who: 'me' } },
    );
    expect(trace.error).toEqual({
      type: 'https://open-workflow-specification.org/dsl/errors/types/timeout',
      status: 408,
      title: 'Timeout Error',
      detail: 'for me',
      instance: '/do/0/r',
    });
  });

  it('is a configuration error where nothing has that name', () => {
    expect(rehearseYaml('do: [ { r: { raise: { error: nothing } } } ]').trace.error).toMatchObject({ status: 400 });
  });
});

describe('try', () => {
  const attempt = (parts: string, task = boom) =>
    rehearseYaml(
      `
do:
  - t:
      try: [ { f: { ${task} } } ]
      catch: { ${parts} }
  - after: { set: '\${ . + { after: true } }' }
`,
      { input: { n: 1 } },
    );

  it.each([
    ['everything without a filter', '', true],
    ['by status', 'errors: { with: { status: 500 } }', true],
    ['not another status', 'errors: { with: { status: 501 } }', false],
    [
      'by all members',
      'errors: { with: { type: https://example.com/boom, title: Boom, detail: loud, instance: /do/0/t/try/0/f } }',
      true,
    ],
    ['by when', 'when: $error.status == 500', true],
    ['not where when does not hold', 'when: .n == 2', false],
    ['not where exceptWhen holds', 'exceptWhen: $error.title == "Boom"', false],
    ['by a name of its own', 'as: problem, when: $problem.status == 500', true],
  ])('catches %s', (_name, parts, caught) => {
    const { trace } = attempt(parts);
    expect(trace.status).toBe(caught ? 'completed' : 'faulted');
    if (caught) expect(trace.output).toEqual({ n: 1, after: true });
  });

  it('takes all names of a standard error for the same', () => {
    for (const host of ['serverlessworkflow.io', 'open-workflow-specification.org']) {
      for (const path of ['spec/1.0.0/errors', 'dsl/errors', 'dsl/errors/types']) {
        const { trace } = attempt(
          `errors: { with: { type: 'https://${host}/${path}/expression' } }`,
          "set: '${ .n.m }'",
        );
        expect(trace.status).toBe('completed');
      }
    }
  });

  it('runs catch.do with the error as a variable, then goes where catch.then says', () => {
    const { trace } = rehearseYaml(`
do:
  - t:
      try: [ { f: { ${boom} } } ]
      catch: { as: e, do: [ { handle: { set: { title: '\${ $e.title }', at: '\${ $e.instance }' } } } ], then: end }
  - never: { set: { a: 1 } }
`);
    expect(trace.output).toEqual({ title: 'Boom', at: '/do/0/t/try/0/f' });
    expect(trace.tasks.at(-1)?.reference).toBe('/do/0/t/catch/do/0/handle');
    expect(trace.coverage?.branches).toEqual(['/do/0/t#catch']);
  });

  it('lets an error of the handler out', () => {
    const { trace } = attempt(
      'do: [ { again: { raise: { error: { type: https://example.com/second, status: 501 } } } } ]',
    );
    expect(trace.error).toMatchObject({ status: 501, instance: '/do/0/t/catch/do/0/again' });
  });
});

describe('retry', () => {
  const times = (policy: string) => {
    const { trace, task } = rehearseYaml(`
do:
  - t:
      try: [ { f: { ${boom} } } ]
      catch: { retry: ${policy} }
`);
    const start = Date.parse(trace.startedAt);
    expect(task('f').map(({ attempt }) => attempt)).toEqual(task('f').map((_, index) => index + 1));
    return task('f').map(({ startedAt }) => (Date.parse(startedAt) - start) / 1000);
  };

  it.each([
    ['constant', 'backoff: { constant: {} }', [0, 2, 4, 6]],
    ['linear', 'backoff: { linear: {} }', [0, 2, 6, 12]],
    ['exponential', 'backoff: { exponential: {} }', [0, 2, 6, 14]],
  ])('waits with %s backoff; the count is of retries', (_name, backoff, expected) => {
    expect(times(`{ delay: { seconds: 2 }, ${backoff}, limit: { attempt: { count: 3 } } }`)).toEqual(expected);
  });

  it('gives up where the next attempt would be too late', () => {
    expect(times('{ delay: PT4S, limit: { duration: { seconds: 10 } } }')).toEqual([0, 4, 8]);
  });

  it('stops each attempt that takes longer than limit.attempt.duration, as a timeout', () => {
    const { trace, task } = rehearseYaml(
      `
do:
  - t:
      try: [ { f: { call: http, with: { method: get, endpoint: https://slow.example.com } } } ]
      catch:
        errors: { with: { status: 408 } }
        retry: { delay: PT1S, limit: { attempt: { count: 2, duration: PT5S } } }
        do: [ { h: { set: { error: '\${ $error }' } } } ]
`,
      {
        stubs: [
          { response: { fixedDelayMilliseconds: 60_000 }, times: 1 },
          { response: { fixedDelayMilliseconds: 4_000, status: 503 } },
        ],
      },
    );
    expect(task('f').map(({ status }) => status)).toEqual(['cancelled', 'faulted']);
    expect(trace.error).toMatchObject({ status: 503 });
    expect(Date.parse(trace.endedAt) - Date.parse(trace.startedAt)).toBe(10_000);
  });

  it('handles an attempt that took too long once its retries are used up', () => {
    const { trace } = rehearseYaml(`
do:
  - t:
      try: [ { f: { wait: PT1M } } ]
      catch: { retry: { limit: { attempt: { count: 1, duration: PT5S } } }, do: [ { h: { set: { e: '\${ $error }' } } } ] }
`);
    expect(trace.output).toMatchObject({ e: { status: 408, instance: '/do/0/t' } });
    expect(Date.parse(trace.endedAt) - Date.parse(trace.startedAt)).toBe(10_000);
  });

  it('gives up where its own conditions say so', () => {
    expect(times('{ delay: PT4S, when: $error.status == 503, limit: { attempt: { count: 3 } } }')).toEqual([0]);
    expect(times('{ delay: PT4S, exceptWhen: $error.status == 500, limit: { attempt: { count: 3 } } }')).toEqual([0]);
  });

  it('retries first, then handles', () => {
    const { trace, task } = rehearseYaml(`
use: { retries: { twice: { delay: PT1S, limit: { attempt: { count: 2 } } } } }
do:
  - t:
      try: [ { f: { ${boom} } } ]
      catch: { retry: twice, do: [ { h: { set: { handled: true } } } ] }
`);
    expect(task('f')).toHaveLength(3);
    expect(trace).toMatchObject({ status: 'completed', output: { handled: true } });
    expect(trace.coverage?.branches).toEqual(['/do/0/t#retry', '/do/0/t#catch']);
  });

  it('ends as a limit where nothing else ends it, and no try catches that', () => {
    const { trace } = rehearseYaml(
      `
do:
  - outer:
      try:
        - t: { try: [ { f: { ${boom} } } ], catch: { retry: { delay: PT1S } } }
      catch: {}
`,
      { limits: { tasks: 100 } },
    );
    expect(trace.status).toBe('limit');
    expect(trace.tasks[0]).toMatchObject({ name: 'outer', status: 'cancelled' });
  });

  it('stays within its jitter', () => {
    const [, second = 0] = times(
      '{ delay: PT10S, jitter: { from: PT1S, to: PT2S }, limit: { attempt: { count: 1 } } }',
    );
    expect(second).toBeGreaterThanOrEqual(11);
    expect(second).toBeLessThan(12);
  });
});

describe('timeouts', () => {
  it('interrupt a task in virtual time; what encloses it may catch the error', () => {
    const { trace, task } = rehearseYaml(`
use: { timeouts: { short: { after: PT5S } } }
do:
  - t:
      try:
        - slow: { timeout: short, do: [ { guarded: { try: [ { sleep: { wait: PT1H } } ], catch: {} } } ] }
      catch: { errors: { with: { status: 408 } }, do: [ { late: { set: { late: true } } } ] }
`);
    expect(trace).toMatchObject({ status: 'completed', output: { late: true }, endedAt: '2000-01-01T00:00:05.000Z' });
    expect(task('slow')[0]).toMatchObject({
      status: 'faulted',
      error: { status: 408, instance: '/do/0/t/try/0/slow' },
    });
    expect(task('guarded')[0]?.status).toBe('cancelled');
  });

  it('interrupt the workflow, whatever it catches', () => {
    const { trace } = rehearseYaml(`
timeout: { after: { minutes: 1 } }
do: [ { t: { try: [ { sleep: { wait: { hours: 1 } } } ], catch: {} } } ]
`);
    expect(trace).toMatchObject({
      status: 'faulted',
      endedAt: '2000-01-01T00:01:00.000Z',
      error: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/timeout', status: 408 },
    });
  });

  it('reach into branches, and end listening', () => {
    const { trace, task } = rehearseYaml(`
do:
  - f:
      timeout: { after: PT3S }
      fork: { branches: [ { a: { wait: PT1H } }, { b: { listen: { to: { any: [] } } } } ] }
`);
    expect(trace.error).toMatchObject({ status: 408, instance: '/do/0/f' });
    expect([task('a')[0]?.status, task('b')[0]?.status]).toEqual(['cancelled', 'cancelled']);
  });

  it('do nothing to what is over in time, to the moment', () => {
    const { trace } = rehearseYaml('do: [ { w: { timeout: { after: PT5S }, wait: PT5S } } ]');
    expect(trace.status).toBe('completed');
  });
});

describe('wait', () => {
  it.each([
    ['{ days: 30, milliseconds: 5 }', '2000-01-31T00:00:00.005Z'],
    ['P1DT2H', '2000-01-02T02:00:00.000Z'],
    ["'${ .pause }'", '2000-01-01T00:00:07.000Z'],
  ])('takes virtual time only: %s', (wait, endedAt) => {
    const { trace } = rehearseYaml(`do: [ { w: { wait: ${wait} } } ]`, { input: { pause: 'PT7S' } });
    expect(trace).toMatchObject({ endedAt, output: { pause: 'PT7S' } });
  });
});
