import { hostileDocuments } from './hostileDocuments.ts';
import {
  type Around,
  definition,
  type HostileDefinition,
  type HostileJob,
  huge,
  job,
  many,
  nothing,
  written,
} from './hostileJob.ts';

const itself = { run: { workflow: { namespace: 'test', name: 'hostile', version: '1.0.0' } } };
const alone = { run: { ...itself.run, await: false } };
const fail = { raise: { error: { type: 'https://e.example/x', status: 500 } } };

/** A workflow that may run itself. */
function selfRunning(tasks: unknown): HostileJob {
  return { ...job(tasks), workflows: [definition(tasks)] };
}

function branches(count: number, task: unknown): unknown {
  return { fork: { branches: Array.from({ length: count }, (_, index) => ({ [`b${index}`]: task })) } };
}

/** Functions of which each is made of the next one. */
function chain(length: number, link: (next: string) => unknown): Around {
  const links = Array.from({ length }, (_, index) => [`f${index}`, link(`f${index + 1}`)]);
  return { use: { functions: { ...Object.fromEntries(links), [`f${length}`]: { set: { n: 1 } } } } };
}

const tooMany = { limit: 'branches and workflows run at the same time' };
const tooDeep = { limit: 'workflows run each other deeper than 16 levels' };

const multiplying: readonly HostileDefinition[] = [
  ['runs itself twice at the same time', selfRunning([{ two: branches(2, itself) }]), tooMany],
  ['runs itself fifty times at the same time', selfRunning([{ many: branches(50, itself) }]), tooMany],
  ['runs itself twice and does not wait', selfRunning([{ one: alone }, { two: alone }]), tooDeep],
  [
    'runs itself for each item',
    selfRunning([{ l: { for: { in: '${ [range(999)] }' }, do: [{ again: itself }] } }]),
    tooDeep,
  ],
  [
    'runs itself in its handler',
    selfRunning([{ t: { try: [{ fail }], catch: { do: [{ again: itself }, { more: itself }] } } }]),
    tooDeep,
  ],
  [
    'runs itself at each retry',
    selfRunning([{ t: { try: [{ again: itself }, { fail }], catch: { retry: {} } } }]),
    tooDeep,
  ],
  [
    'runs itself when it hears itself',
    selfRunning([
      { tell: { emit: { event: { with: { type: 'x', source: 'https://e.example' } } } } },
      { hear: { listen: { to: { any: [] } }, foreach: { do: [{ again: itself }] } } },
    ]),
    tooDeep,
  ],
  [
    'forks functions of forks',
    job(
      [{ go: { call: 'f0' } }],
      chain(20, (next) => branches(2, { call: next })),
    ),
    tooMany,
  ],
  [
    'calls functions without end',
    job(
      [{ go: { call: 'f0' } }],
      chain(500, (next) => ({ call: next })),
    ),
    { fault: 'deeper than 32 levels' },
  ],
  [
    'calls functions elsewhere that call each other',
    {
      ...job([{ go: { call: 'file:///a.yaml' } }]),
      files: { 'a.yaml': 'call: "file:///b.yaml"', 'b.yaml': 'call: "file:///a.yaml"' },
    },
    { fault: 'deeper than 32 levels' },
  ],
  ['has more branches than there may be', job([{ wide: branches(12_000, { wait: 'PT1S' }) }]), tooMany],
  [
    'loops in loops over nothing',
    job([{ l: { for: { in: '${ [range(1e5)] }' }, do: [{ m: { for: { in: '${ [range(1e5)] }' }, do: [] } }] } }]),
    { limit: 'a loop may have no end' },
  ],
  [
    'goes back and forth',
    written('[{ a: { set: { n: 1 }, then: b } }, { b: { wait: PT0S, then: a } }]'),
    { limit: 'a loop may have no end' },
  ],
];

const times: readonly HostileDefinition[] = [
  [
    'fires never',
    job(nothing, { schedule: { cron: '59 23 30 2 *' } }, { firings: 100 }),
    { fault: 'no cron expression of five fields that names a time' },
  ],
  [
    'fires at fifty thousand minutes of the hour',
    job(nothing, { schedule: { cron: `${many(50_000, '*/7,0-59,')}1 * * * *` } }, { firings: 100 }),
    'completed',
  ],
  ['fires all the time', job(nothing, { schedule: { every: 'PT0S' } }, { firings: 100 }), 'completed'],
  [
    'waits beyond the end of time',
    job([
      { l: { for: { in: '${ [range(99)] }' }, do: [{ w: { wait: { days: 99_999_999 } } }] } },
      { at: { set: { at: '${ [now, (now | todate), $task.startedAt] }' } } },
    ]),
    'completed',
  ],
  [
    'waits longer than there are numbers',
    job([{ w: { wait: { days: Number.MAX_SAFE_INTEGER } } }]),
    { fault: 'The duration is too long' },
  ],
  [
    'hears names of a million characters',
    job(
      [{ hear: { listen: { to: { one: { with: { type: '(x|x)*y', subject: '(x+x+)+y' } } } } } }],
      {},
      { events: [{ event: { type: 'xy', source: 's', id: huge, subject: `${huge}y` } }] },
    ),
    'completed',
  ],
];

const names: readonly HostileDefinition[] = [
  [
    'calls what all objects have',
    job([{ go: { call: 'toString' } }], { use: { functions: { own: { set: { n: 1 } } } } }),
    { fault: "There is no function 'toString'" },
  ],
  [
    'raises what all objects have',
    job([{ go: { raise: { error: 'constructor' } } }], { use: { errors: {} } }),
    { fault: "There is no error 'constructor'" },
  ],
  [
    'retries by what all objects have',
    job([{ go: { try: [{ fail }], catch: { retry: 'hasOwnProperty' } } }], { use: { retries: {} } }),
    { fault: "no retry policy 'hasOwnProperty'" },
  ],
  [
    'reads the prototype of secrets',
    job([{ go: { set: { a: '${ $secrets.__proto__ }' } } }], { use: { secrets: ['own'] } }),
    { fault: "The secret '__proto__' is not declared" },
  ],
  [
    'names its tasks and variables as objects do',
    job([
      {
        ['__proto__']: {
          for: { each: '__proto__', at: 'constructor', in: '${ [1] }' },
          do: [{ toString: { set: { polluted: '${ [$__proto__, $constructor] }' } } }],
        },
      },
    ]),
    'completed',
  ],
];

/** Definitions that a bound of ours stops, or that end by themselves. */
export const hostileDefinitions: readonly HostileDefinition[] = [
  ...multiplying,
  ...hostileDocuments,
  ...times,
  ...names,
];

const stubs = Array.from({ length: 9_999 }, (_, index) => ({
  request: { urlPattern: `(.*x){9}${index}` },
  response: {},
}));
const get = { call: 'http', with: { method: 'get', endpoint: `https://e.example/${many(5000, 'x')}` } };

/** Definitions that nothing but the deadline of the whole run stops. */
export const slowDefinitions: readonly (readonly [name: string, job: HostileJob])[] = [
  [
    'asks ten thousand stubs again and again',
    job([{ l: { for: { in: '${ [range(9999)] }' }, do: [{ get }] } }], {}, { stubs: [...stubs, {}] }),
  ],
  [
    'compares long lists in any order',
    job(
      [
        {
          l: {
            for: { in: '${ [range(999)] }' },
            do: [
              {
                send: {
                  call: 'http',
                  with: { method: 'post', endpoint: 'https://e.example', body: '${ [range(9000)] }' },
                },
              },
            ],
          },
        },
      ],
      {},
      {
        stubs: [
          {
            request: {
              bodyPatterns: [{ equalToJson: Array.from({ length: 9000 }, (_, n) => 8999 - n), ignoreArrayOrder: true }],
            },
          },
        ],
      },
    ),
  ],
];
