import { expect, test } from 'vitest';
import { taskTypeOf, walkTasks } from '../../../shared/workflow/tasks.ts';

const wait = { wait: 'PT1S' };

test('walks every place that holds tasks', () => {
  const found = walkTasks({
    use: {
      extensions: [{ log: { extend: 'all', before: [{ first: wait }], after: [{ last: wait }] } }],
      functions: { fetch: { call: 'http', with: {} } },
    },
    do: [
      { tryGetPet: { try: [{ getPet: { call: 'http' } }], catch: { do: [{ 'tell/all': wait }] } } },
      { each: { for: { in: '.x' }, do: [{ step: wait }] } },
      { both: { fork: { branches: [{ left: { do: [{ inner: wait }] } }, { right: wait }] } } },
      { hear: { listen: { to: {} }, foreach: { do: [{ handle: wait }] } } },
      { follow: { call: 'asyncapi', with: { subscription: { foreach: { do: [{ message: wait }] } } } } },
    ],
  });
  expect(found.map(({ reference, type, parent, scope }) => [reference, type, parent, scope])).toEqual([
    ['/do/0/tryGetPet', 'try', null, '/do'],
    ['/do/0/tryGetPet/try/0/getPet', 'call', '/do/0/tryGetPet', '/do/0/tryGetPet/try'],
    ['/do/0/tryGetPet/catch/do/0/tell~1all', 'wait', '/do/0/tryGetPet', '/do/0/tryGetPet/catch/do'],
    ['/do/1/each', 'for', null, '/do'],
    ['/do/1/each/do/0/step', 'wait', '/do/1/each', '/do/1/each/do'],
    ['/do/2/both', 'fork', null, '/do'],
    ['/do/2/both/fork/branches/0/left', 'do', '/do/2/both', '/do/2/both/fork/branches'],
    [
      '/do/2/both/fork/branches/0/left/do/0/inner',
      'wait',
      '/do/2/both/fork/branches/0/left',
      '/do/2/both/fork/branches/0/left/do',
    ],
    ['/do/2/both/fork/branches/1/right', 'wait', '/do/2/both', '/do/2/both/fork/branches'],
    ['/do/3/hear', 'listen', null, '/do'],
    ['/do/3/hear/foreach/do/0/handle', 'wait', '/do/3/hear', '/do/3/hear/foreach/do'],
    ['/do/4/follow', 'call', null, '/do'],
    [
      '/do/4/follow/with/subscription/foreach/do/0/message',
      'wait',
      '/do/4/follow',
      '/do/4/follow/with/subscription/foreach/do',
    ],
    ['/use/extensions/0/log/before/0/first', 'wait', null, '/use/extensions/0/log/before'],
    ['/use/extensions/0/log/after/0/last', 'wait', null, '/use/extensions/0/log/after'],
    ['/use/functions/fetch', 'call', null, '/use/functions'],
  ]);
});

test('passes over what is malformed', () => {
  expect(walkTasks(null)).toEqual([]);
  expect(walkTasks({ do: 'nothing', use: { extensions: {}, functions: [] } })).toEqual([]);
  const found = walkTasks({ do: [null, 'x', { half: null }, { two: wait, names: { try: 3, catch: 'x' } }] });
  expect(found.map(({ reference, type }) => [reference, type])).toEqual([
    ['/do/2/half', null],
    ['/do/3/two', 'wait'],
    ['/do/3/names', 'try'],
  ]);
});

test('a for task is not a do task', () => {
  expect(taskTypeOf({ do: [], for: {} })).toBe('for');
  expect(taskTypeOf({ do: [] })).toBe('do');
  expect(taskTypeOf({ cal: 'http' })).toBeNull();
});
