import { describe, expect, it } from 'vitest';
import { defaultLimits } from '../../../shared/simulation/limits.ts';
import type { JudgedRehearsal } from '../../../shared/simulation/prepareRehearsal.ts';
import { rehearseTexts } from '../../../shared/simulation/rehearseTexts.ts';
import { scenarioFromTrace } from '../../../shared/simulation/scenarioFromTrace.ts';

const header = "document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n";

function run(definition: string, scenario: string): JudgedRehearsal {
  const result = rehearseTexts(
    { definition, scenario },
    {
      limits: { ...defaultLimits, tasks: 500 },
      onRecord: () => undefined,
      runScript: () => ({ kind: 'ended', code: 0, stdout: 'scripted', stderr: '' }),
    },
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function made({ trace }: JudgedRehearsal, definition: string, scenario: string): string {
  const text = scenarioFromTrace(trace, { definition, scenario });
  if (!text.ok) throw new Error(text.error.message);
  return text.value;
}

/** Rehearses, makes a scenario of the trace, and rehearses that one. */
function roundTrip(
  tasks: string,
  scenario: unknown,
): { before: JudgedRehearsal; after: JudgedRehearsal; text: string } {
  const definition = header + tasks;
  const given = JSON.stringify(scenario);
  const before = run(definition, given);
  const text = made(before, definition, given);
  return { before, after: run(definition, text), text };
}

const http = (more = '') => `call: http
      with: { method: get, endpoint: "https://a.example/x${more}" }`;

const cases: readonly (readonly [string, string, unknown])[] = [
  [
    'input, seed and clock',
    'do:\n  - a: { set: { b: "${ .c }" } }\n',
    { input: { c: 1 }, seed: 7, clock: '2026-01-02T03:04:05Z' },
  ],
  [
    'answers with headers, delays and another status',
    `do:\n  - ask:\n      ${http()}\n  - again:\n      try:\n        - fail:\n            call: http\n            with: { method: post, endpoint: https://a.example/y, body: { n: 1 } }\n      catch: { as: e }\n`,
    {
      stubs: [
        {
          name: 'one',
          request: { url: '/x' },
          response: {
            jsonBody: { ok: true },
            headers: { 'content-type': 'application/json' },
            fixedDelayMilliseconds: 1500,
          },
        },
        { request: { url: '/y' }, response: { status: 404, body: 'gone' } },
      ],
    },
  ],
  [
    'an answer for each iteration, and one that comes again',
    `do:\n  - each:\n      for: { in: "\${ [1, 2, 3] }" }\n      do:\n        - ask:\n            call: http\n            with: { method: get, endpoint: '\${ "https://a.example/" + ($item | tostring) }' }\n`,
    { stubs: [{ times: 1, response: { jsonBody: { a: 1 } } }, { response: { jsonBody: { a: 2 } } }] },
  ],
  [
    'faults, retries and timeouts',
    `do:
  - guarded:
      try:
        - ask:
            ${http().replace(/\n {6}/, '\n            ')}
      catch:
        retry: { delay: PT2S, limit: { attempt: { count: 3 } } }
        as: error
  - slow:
      try:
        - late:
            call: database:1.0.0@default
            with: { connection: main, operation: query, table: t }
            timeout: { after: PT1S }
      catch: { as: error }
`,
    {
      stubs: [
        { request: { url: '/x' }, times: 1, response: { fault: 'CONNECTION_RESET_BY_PEER' } },
        { request: { url: '/x' }, times: 1, response: { fault: 'TIMEOUT', fixedDelayMilliseconds: 300 } },
        { request: { url: '/x' }, response: { jsonBody: [] } },
        { kind: 'database', response: { output: [1], fixedDelayMilliseconds: 5000 } },
      ],
    },
  ],
  [
    'a run that faults because nothing answers',
    `do:\n  - tell: { call: "email:1.0.0@default", with: { to: a@example.com, subject: s, body: b } }\n  - ask:\n      ${http()}\n`,
    { input: { a: [1] } },
  ],
  [
    'events, also where they start the workflow',
    'schedule: { on: { one: { with: { type: com.example.order } } } }\ndo:\n  - next: { listen: { to: { one: { with: { type: com.example.paid } } } } }\n',
    {
      events: [
        { after: 'PT1S', event: { type: 'com.example.order', source: '/s', id: '1', data: { n: 1 } } },
        { after: 'PT3S', event: { type: 'com.example.paid', source: '/s', id: '2', data: {} } },
      ],
    },
  ],
  [
    'secrets, scripts, shells and containers',
    `use: { secrets: [key] }
do:
  - script: { run: { script: { language: js, code: "return 1" } } }
  - stubbed: { run: { script: { language: js, code: "return 2" } } }
  - shell: { run: { shell: { command: ls } } }
  - ask:
      call: http
      with: { method: get, endpoint: { uri: https://a.example/, authentication: { bearer: { use: key } } } }
`,
    {
      secrets: { key: 'placeholder' },
      stubs: [
        { kind: 'script', task: '/do/1/stubbed', output: { by: 'stub' } },
        { kind: 'shell', output: { code: 0, stdout: 'file' } },
        { response: { body: 'text' } },
      ],
    },
  ],
  [
    'delays inside of loops, each its own',
    `do:
  - each:
      for: { in: "\${ [1, 2, 3] }" }
      do:
        - ask: { call: "database:1.0.0@default", with: { connection: a, operation: query, table: t } }
`,
    {
      stubs: [
        { kind: 'database', times: 1, response: { output: 1 } },
        { kind: 'database', times: 1, response: { output: 2, fixedDelayMilliseconds: 400 } },
        { kind: 'database', times: 1, response: { output: 3, fixedDelayMilliseconds: 30 } },
      ],
    },
  ],
  [
    'several firings of a schedule',
    'schedule: { every: { minutes: 5 } }\ndo:\n  - a: { set: { n: "${ .n }" } }\n',
    { firings: 3, input: { n: 2 } },
  ],
  ['a run that waits', 'do:\n  - never: { listen: { to: { one: { with: { type: x } } } } }\n', { input: null }],
  [
    'branches of which one wins',
    `do:
  - race:
      fork:
        compete: true
        branches:
          - fast:
              call: database:1.0.0@default
              with: { connection: a, operation: query, table: t }
          - slow:
              call: database:1.0.0@default
              with: { connection: b, operation: query, table: t }
`,
    {
      stubs: [
        { kind: 'database', match: '.connection == "a"', response: { output: 'a', fixedDelayMilliseconds: 10 } },
        { kind: 'database', match: '.connection == "b"', response: { output: 'b', fixedDelayMilliseconds: 90 } },
      ],
    },
  ],
];

describe('a scenario made of a trace', () => {
  it.each(cases)('repeats %s: it passes, with the same digest', (_what, tasks, scenario) => {
    const { before, after } = roundTrip(tasks, scenario);
    expect(after.trace).toEqual(before.trace);
    expect(after.trace.digest).toBe(before.trace.digest);
    expect(after.expectations?.filter(({ passed }) => !passed)).toEqual([]);
  });

  it('expects effects by number and request, but only their number where there are many', () => {
    const many =
      'do:\n  - each:\n      for: { in: "${ [range(150)] }" }\n      do:\n        - tell: { call: "email:1.0.0@default", with: { to: a@example.com, subject: "${ $item | tostring }", body: b } }\n';
    const { text, after } = roundTrip(many, {});
    expect(text.match(/times: 150/g)).toHaveLength(1);
    expect(after.expectations?.every(({ passed }) => passed)).toBe(true);
  });

  it('leaves an answer that was the only one without a number of times', () => {
    const { text } = roundTrip(`do:\n  - ask:\n      ${http()}\n`, { stubs: [{ response: { jsonBody: {} } }] });
    expect(text.slice(0, text.indexOf('expect:'))).not.toContain('times');
    expect(text).toContain('url: https://a.example/x');
  });

  it('is refused for a run that was stopped', () => {
    const definition = `${header}do:\n  - on: { set: { a: 1 }, then: on }\n`;
    const { trace } = run(definition, '{}');
    expect(trace.status).toBe('limit');
    expect(scenarioFromTrace(trace, { definition, scenario: null })).toMatchObject({ ok: false });
  });
});
