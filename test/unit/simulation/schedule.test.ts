import { describe, expect, it } from 'vitest';
import { nextCronTime } from '../../../shared/simulation/cron.ts';
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
    expect(new Date(nextCronTime(expression, Date.parse(from)) ?? 0).toISOString()).toBe(expected);
  });

  it.each(['', '* * * *', '60 * * * *', '5-1 * * * *', 'x * * * *', '*/0 * * * *', '0 0 31 2 *'])(
    '%j names no time',
    (expression) => {
      expect(nextCronTime(expression, 0)).toBeNull();
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
