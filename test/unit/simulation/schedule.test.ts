import { describe, expect, it } from 'vitest';
import { parseCron } from '../../../shared/simulation/cron.ts';
import { rehearseYaml } from './rehearseYaml.ts';

describe('cron', () => {
  it.each([
    ['* * * * *', '2000-01-01T00:00:00Z', '2000-01-01T00:00:00.000Z'],
    ['*/15 * * * *', '2000-01-01T00:00:01Z', '2000-01-01T00:15:00.000Z'],
    ['30 9-17/4 * * mon-fri', '2000-01-01T00:00:00Z', '2000-01-03T09:30:00.000Z'],
    ['0 0 29 feb *', '2001-01-01T00:00:00Z', '2004-02-29T00:00:00.000Z'],
    ['0 12 13 * 5', '2000-01-01T00:00:00Z', '2000-01-07T12:00:00.000Z'],
    ['0 0 * * 7', '2000-01-01T00:00:00Z', '2000-01-02T00:00:00.000Z'],
    ['@monthly', '2000-01-01T00:01:00Z', '2000-02-01T00:00:00.000Z'],
  ])('%s from %s is %s', (expression, from, expected) => {
    expect(new Date(parseCron(expression)?.next(Date.parse(from)) ?? 0).toISOString()).toBe(expected);
  });

  it.each(['', '* * * *', '60 * * * *', '5-1 * * * *', 'x * * * *', '*/0 * * * *', '0 0 31 2 *', 'constructor'])(
    '%j names no time',
    (expression) => {
      expect(parseCron(expression)?.next(0) ?? null).toBeNull();
    },
  );
});

describe('schedule', () => {
  const tasks = "do: [ { s: { set: { input: '${ $workflow.input }', at: '${ $workflow.startedAt.iso8601 }' } } } ]";
  const at = (time: string) => `2000-01-0${time}.000Z`;

  it('starts at the next time of cron', () => {
    const { trace } = rehearseYaml(`schedule: { cron: '0 6 * * *' }\n${tasks}`, { input: { a: 1 } });
    expect(trace.output).toEqual({ input: { a: 1 }, at: at('1T06:00:00') });
    const broken = rehearseYaml(`schedule: { cron: 'often' }\n${tasks}`);
    expect(broken.trace.error).toMatchObject({ status: 400, instance: '/schedule/cron' });
  });

  it.each(['every: PT1H', 'after: PT1H'])('starts at once with %s', (schedule) => {
    expect(rehearseYaml(`schedule: { ${schedule} }\n${tasks}`).trace).toMatchObject({
      output: { at: at('1T00:00:00') },
    });
  });

  const on = 'schedule: { on: { all: [ { with: { type: a } }, { with: { type: b } } ] }';
  const events = [
    { after: 'PT2H', event: { type: 'b', data: 2 } },
    { after: 'PT1H', event: { type: 'a', data: 1 } },
  ];

  it('starts with the events that it is for', () => {
    const { trace } = rehearseYaml(`${on} }\n${tasks}`, { events });
    expect(trace.input).toMatchObject([{ type: 'a', data: 1 }, { type: 'b' }]);
    expect(trace.output).toMatchObject({ input: [{ data: 1 }, { data: 2 }], at: at('1T02:00:00') });
    expect(rehearseYaml(`${on}, read: data }\n${tasks}`, { events }).trace.input).toEqual([1, 2]);
  });

  it('waits where they do not come, and takes an input that is given', () => {
    const { trace } = rehearseYaml(`${on} }\n${tasks}`);
    expect(trace).toMatchObject({ status: 'waiting', tasks: [], events: [] });
    expect(rehearseYaml(`${on} }\n${tasks}`, { input: { x: 1 } }).trace.output).toMatchObject({ input: { x: 1 } });
  });
});

describe('several firings', () => {
  const tasks = `do:
  - w: { wait: { hours: 2 } }
  - s: { set: { n: '\${ $workflow.input.n }', at: '\${ $workflow.startedAt.iso8601 }' }, export: { as: . } }`;
  const starts = (schedule: string, more = {}) => {
    const { trace } = rehearseYaml(`schedule: { ${schedule} }\n${tasks}`, { firings: 3, input: { n: 1 }, ...more });
    return { trace, at: (trace.output as { at: string }[]).map(({ at }) => at.slice(8, 16)) };
  };

  it('begin at the interval of every, whether or not the one before has ended', () => {
    const { at, trace } = starts('every: PT1H');
    expect(at).toEqual(['01T00:00', '01T01:00', '01T02:00']);
    expect(trace.endedAt).toBe('2000-01-01T04:00:00.000Z');
    expect(trace.input).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }]);
    expect(trace.context).toEqual({ n: 1, at: '2000-01-01T02:00:00.000Z' });
  });

  it('begin after the end of the one before with after', () => {
    expect(starts('after: PT1H').at).toEqual(['01T00:00', '01T03:00', '01T06:00']);
  });

  it('begin at the times of cron', () => {
    expect(starts("cron: '0 6 * * *'").at).toEqual(['01T06:00', '02T06:00', '03T06:00']);
  });

  it('begin with further events of on, each with its own', () => {
    const events = [1, 2, 3].map((n) => ({ after: `PT${n}H`, event: { type: 'a', data: { n } } }));
    const { trace } = rehearseYaml(
      "schedule: { on: { one: { with: { type: a } } } }\ndo: [ { s: { set: { n: '${ .[0].data.n }' } } } ]",
      { firings: 3, events },
    );
    expect(trace.output).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(trace.tasks.map(({ iteration }) => iteration)).toEqual([[0], [1], [2]]);
    const short = rehearseYaml('schedule: { on: { one: { with: { type: a } } } }\ndo: [ { s: { set: { n: 1 } } } ]', {
      firings: 4,
      events,
    });
    expect(short.trace).toMatchObject({ status: 'waiting', output: null });
    expect(short.task('s')).toHaveLength(3);
  });

  it('are runs of their own: one that faults leaves the others alone', () => {
    const { trace, task } = rehearseYaml(
      `schedule: { every: PT1H }
do:
  - c: { call: http, with: { method: get, endpoint: https://a.example.com } }`,
      { firings: 3, stubs: [{ response: { status: 503 }, times: 1 }, { response: { jsonBody: 1 } }] },
    );
    expect(trace).toMatchObject({ status: 'faulted', error: { status: 503, instance: '/do/0/c' } });
    expect(task('c').map(({ status }) => status)).toEqual(['faulted', 'completed', 'completed']);
    const ids = (trace.events ?? []).flatMap((event) => {
      const { type, data } = event as { type: string; data: { name: string } };
      return type.includes('workflow.started') ? [data.name] : [];
    });
    expect(new Set(ids).size).toBe(3);
  });
});
