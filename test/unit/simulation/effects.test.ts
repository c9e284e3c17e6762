import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const communication = 'https://serverlessworkflow.io/spec/1.0.0/errors/communication';
const call = (parts: string) => `do: [ { c: { call: http, with: { ${parts} } } } ]`;
const get = (uri: string, rest = '') => call(`method: get, endpoint: '${uri}'${rest}`);

describe('call: http', () => {
  it('sends what the definition says', () => {
    const { effects } = rehearseYaml(
      call(`method: post, endpoint: { uri: 'https://api.example/{kind}/{id}?a=1#part', authentication: { bearer: { token: '\${ .token }' } } },
        headers: { X-Id: '\${ .id | tostring }' }, query: '\${ { q, list: [1, 2], none: null } }', body: { who: '\${ .kind }' }`),
      {
        input: { kind: 'a b/c', id: 7, q: 'x&y', token: 't0ken' },
        stubs: [{ name: 'all', request: {}, response: { status: 201, jsonBody: { ok: 1 } } }],
      },
    );
    expect(effects()).toEqual([
      {
        kind: 'http',
        task: '/do/0/c',
        attempt: 1,
        at: '2000-01-01T00:00:00.000Z',
        request: {
          method: 'POST',
          uri: 'https://api.example/a%20b%2Fc/7?a=1&q=x%26y&list=1&list=2#part',
          headers: { 'X-Id': '7', authorization: 'Bearer t0ken' },
          body: { who: 'a b/c' },
        },
        response: { status: 201, headers: {}, body: { ok: 1 } },
        stub: 'all',
      },
    ]);
  });

  it('faults without a stub, naming the request', () => {
    const { trace } = rehearseYaml(get('https://api.example/orders'));
    expect(trace.error).toMatchObject({ type: communication, status: 500, instance: '/do/0/c' });
    expect(trace.error?.detail).toContain('GET https://api.example/orders');
    expect(trace.effects[0]).toMatchObject({ response: null, stub: null });
  });

  it.each([
    [404, false, 404],
    [302, false, 302],
    [302, true, null],
    [204, false, null],
    [500, true, 500],
  ])('takes status %d with redirect %s for error %s', (status, redirect, error) => {
    const { trace } = rehearseYaml(get('https://api.example/', `, redirect: ${redirect}`), {
      stubs: [{ response: { status } }],
    });
    expect(trace.error?.status ?? null).toBe(error);
    if (error !== null) expect(trace.error?.type).toBe(communication);
  });

  it.each([
    ['content', { 'Content-Type': 'application/problem+json' }, '{"a":1}', { a: 1 }],
    ['content', { 'content-type': 'text/plain' }, '{"a":1}', '{"a":1}'],
    ['content', {}, '[1]', [1]],
    ['content', {}, 'plain', 'plain'],
    ['raw', {}, 'hé', 'aMOp'],
  ])('reads a body as %s with %j', (output, headers, body, expected) => {
    const { trace } = rehearseYaml(get('https://api.example/', `, output: ${output}`), {
      stubs: [{ response: { headers, body } }],
    });
    expect(trace.output).toEqual(expected);
  });

  it('gives the response whole', () => {
    const { trace } = rehearseYaml(get('https://api.example/', ', output: response'), {
      stubs: [{ response: { headers: { a: ['b', 'c'] }, jsonBody: 1 } }],
    });
    expect(trace.output).toEqual({
      request: { method: 'GET', uri: 'https://api.example/', headers: {} },
      statusCode: 200,
      headers: { a: 'b, c' },
      content: 1,
    });
  });

  it('fills variables of the URI from the top level only; what is missing gives nothing, a map is an error', () => {
    const sent = (input: object) =>
      rehearseYaml(get('https://api.example/{a.b}/{n}/{gone}'), { input: input as never, stubs: [{}] });
    expect(sent({ 'a.b': 'x', n: true }).effects()[0]?.request).toMatchObject({ uri: 'https://api.example/x/true/' });
    expect(sent({ n: {} }).trace.error).toMatchObject({ status: 400, title: 'Expression Error' });
  });

  it('authenticates with what a secret holds, and says so in $authorization', () => {
    const { trace, effects } = rehearseYaml(
      `
use: { secrets: [login], authentications: { known: { basic: { use: login } } } }
do:
  - c:
      call: http
      with: { method: get, endpoint: { uri: 'https://api.example/', authentication: { use: known } } }
      output: { as: $authorization }
`,
      { secrets: { login: { username: 'u', password: 'p' } }, stubs: [{}] },
    );
    expect(trace.output).toEqual({ scheme: 'Basic', parameter: btoa('u:p') });
    expect(effects()[0]?.request).toMatchObject({ headers: { authorization: `Basic ${btoa('u:p')}` } });
  });

  it('lets the delay of a stub pass, and times out on it', () => {
    const stubs = [{ response: { fixedDelayMilliseconds: 1500 } }];
    expect(rehearseYaml(get('https://a.example/'), { stubs }).trace.endedAt).toBe('2000-01-01T00:00:01.500Z');
    const { trace } = rehearseYaml(
      "do: [ { c: { timeout: { after: PT1S }, call: http, with: { method: get, endpoint: 'https://a.example/' } } } ]",
      { stubs },
    );
    expect(trace.error).toMatchObject({ status: 408 });
  });

  it.each([
    ['TIMEOUT', 408],
    ['CONNECTION_RESET_BY_PEER', 500],
    ['EMPTY_RESPONSE', 500],
  ])('faults by %s', (fault, status) => {
    const { trace } = rehearseYaml(get('https://a.example/'), { stubs: [{ response: { fault } }] });
    expect(trace.error).toMatchObject({ status });
    expect(trace.effects[0]?.response).toEqual({ fault });
  });
});

describe('stubs', () => {
  const request = `method: put, endpoint: 'https://api.example/v1/items?color=red', headers: { X-Kind: 'Big' }, body: { a: { b: [1, 2] }, name: Zoe }`;
  const answered = (pattern: object) =>
    rehearseYaml(call(request), { stubs: [{ name: 's', request: pattern }] }).effects()[0]?.stub === 's';

  it.each([
    [{ method: 'put' }, true],
    [{ method: 'ANY' }, true],
    [{ method: 'GET' }, false],
    [{ url: 'https://api.example/v1/items?color=red' }, true],
    [{ url: '/v1/items?color=red' }, true],
    [{ url: '/v1/items' }, false],
    [{ urlPath: '/v1/items' }, true],
    [{ urlPattern: '/v1/.*' }, true],
    [{ urlPattern: 'https://api.example/v1/items[?]color=.*' }, true],
    [{ urlPattern: '/v1' }, false],
    [{ urlPathPattern: '/v\\d/items' }, true],
    [{ queryParameters: { color: { equalTo: 'red' } } }, true],
    [{ queryParameters: { color: { matches: 're' } } }, false],
    [{ queryParameters: { size: { absent: true } } }, true],
    [{ queryParameters: { color: { absent: true } } }, false],
    [{ headers: { 'x-kind': { equalTo: 'big', caseInsensitive: true } } }, true],
    [{ headers: { 'x-kind': { equalTo: 'big' } } }, false],
    [{ headers: { 'x-kind': { doesNotMatch: 'S.*' } } }, true],
    [{ bodyPatterns: [{ contains: 'Zoe' }, { doesNotContain: 'Ann' }] }, true],
    [{ bodyPatterns: [{ equalToJson: { name: 'Zoe', a: { b: [1, 2] } } }] }, true],
    [{ bodyPatterns: [{ equalToJson: '{"name":"Zoe"}', ignoreExtraElements: true }] }, true],
    [{ bodyPatterns: [{ equalToJson: { name: 'Zoe' } }] }, false],
    [{ bodyPatterns: [{ equalToJson: { name: 'Zoe', a: { b: [2, 1] } }, ignoreArrayOrder: true }] }, true],
    [{ bodyPatterns: [{ matchesJsonPath: '$.a.b[1]' }] }, true],
    [{ bodyPatterns: [{ matchesJsonPath: '$.a.c' }] }, false],
    [{ bodyPatterns: [{ matchesJsonPath: { expression: '$..name', equalTo: 'Zoe' } }] }, true],
    [{ match: '.body.a.b | length == 2' }, true],
    [{ match: '.body.a.b | length == 3' }, false],
    [{ task: '/do/0/c' }, true],
    [{ task: '/do/1/c' }, false],
  ])('%j matches: %s', (pattern, matches) => {
    expect(answered(pattern)).toBe(matches);
  });

  it('answer as often as they say, then the next does; a lower priority goes first', () => {
    const { effects } = rehearseYaml(
      "do: [ { l: { for: { in: '[range(4)]' }, do: [ { c: { call: http, with: { method: get, endpoint: 'https://a.example/' } } } ] } } ]",
      {
        stubs: [
          { name: 'rest', request: {} },
          { name: 'once', request: {}, times: 1, priority: 1 },
          { name: 'twice', request: {}, times: 2, priority: 2 },
        ],
      },
    );
    expect(effects().map(({ stub }) => stub)).toEqual(['once', 'twice', 'twice', 'rest']);
  });

  it.each([
    [{ request: { cookies: { a: { equalTo: 'b' } } } }, 'cookies'],
    [{ request: { urlPattern: '(' } }, 'regular expression'],
    [{ request: { bodyPatterns: [{ equalToXml: '<a/>' }] } }, 'matcher'],
    [{ request: { bodyPatterns: [{ matchesJsonPath: 'a.b' }] } }, 'JSON path'],
    [{ match: '.a |' }, 'expression'],
    [{ kind: 'database', request: { url: '/x' } }, 'database'],
  ])('that would be misunderstood are refused: %j', (stub, word) => {
    expect(() => rehearseYaml(get('https://a.example/'), { stubs: [stub] })).toThrow(word);
  });
});

describe('house actions', () => {
  it('send e-mails and notifications without a stub, texts rendered and escaped', () => {
    const { trace, effects } = rehearseYaml(
      `
do:
  - mail:
      call: email:1.0.0@default
      with: { to: '\${ .to }', subject: 'Order {{id}}', html: '<b>{{name}}</b>' }
  - tell:
      call: notification:1.0.0@default
      with: { channel: chat, title: '{{status | upper}}', data: { raw: '\${ .status }' } }
`,
      { input: { to: 'a@b.example', id: 7, name: '<i>' } },
    );
    expect(effects('email')[0]?.request).toEqual({ to: 'a@b.example', subject: 'Order 7', html: '<b>&lt;i&gt;</b>' });
    expect(effects('notification')[0]?.request).toEqual({
      channel: 'chat',
      title: 'ACCEPTED',
      data: { raw: 'accepted' },
    });
    expect(trace).toMatchObject({ status: 'completed', output: { status: 'accepted' } });
  });

  it('never read data as a template', () => {
    const { effects } = rehearseYaml(
      "do: [ { m: { call: 'email:1.0.0@default', with: { to: a, subject: '${ .s }', body: '{{s}}' } } } ]",
      { input: { s: '{{secret}}', secret: 'leaked' } },
    );
    expect(effects()[0]?.request).toEqual({ to: 'a', subject: '{{secret}}', body: '{{secret}}' });
  });

  it('call webhooks and databases through stubs only', () => {
    const definition = `
do:
  - hook: { call: 'webhook:1.0.0@default', with: { url: 'https://h.example/{{id}}', body: { n: '\${ .id }' } } }
  - rows: { call: 'database:1.0.0@default', with: { connection: main, operation: query, table: t } }
`;
    const stubs = [
      { kind: 'webhook', request: { method: 'POST', urlPath: '/7' }, response: { jsonBody: { id: 7 } } },
      { kind: 'database', match: '.table == "t"', output: { rows: [1] } },
    ];
    expect(rehearseYaml(definition, { input: { id: 7 }, stubs }).trace.output).toEqual({ rows: [1] });
    const { trace } = rehearseYaml(definition, { input: { id: 7 }, stubs: stubs.slice(0, 1) });
    expect(trace.error).toMatchObject({ status: 500, instance: '/do/1/rows' });
    expect(trace.error?.detail).toContain('query t');
  });
});

describe('emit and listen', () => {
  const listening = (to: string, rest = '') => `do: [ { l: { listen: { to: ${to} }${rest} } } ]`;
  const event = (type: string, data: unknown, after?: string) => ({ after, event: { type, source: 's', data } });

  it('publishes an event that another branch hears', () => {
    const { trace, effects } = rehearseYaml(`
do:
  - f:
      fork:
        branches:
          - hear: { listen: { to: { one: { with: { type: ping } } } } }
          - say: { do: [ { pause: { wait: PT1S } }, { out: { emit: { event: { with: { type: ping, source: 'https://s.example', data: { n: 1 } } } } } } ] }
`);
    expect(trace.output).toMatchObject([
      [{ n: 1 }],
      { type: 'ping', specversion: '1.0', time: '2000-01-01T00:00:01.000Z' },
    ]);
    expect(effects('event')[0]).toMatchObject({ stub: null, request: { type: 'ping', data: { n: 1 } } });
  });

  it('waits for one, at its time', () => {
    const { trace } = rehearseYaml(listening('{ one: { with: { type: b } } }'), {
      events: [event('a', 1), event('b', 2, 'P2D')],
    });
    expect(trace).toMatchObject({ status: 'completed', output: [2], endedAt: '2000-01-03T00:00:00.000Z' });
  });

  it('is waiting where nobody sends', () => {
    const { trace } = rehearseYaml(listening('{ one: { with: { type: b } } }'), { events: [event('a', 1)] });
    expect(trace.status).toBe('waiting');
    expect(trace.tasks[0]?.status).toBe('waiting');
    expect(trace.digest).toMatch(/^sha256:/);
  });

  it('waits for all, any, and until', () => {
    const events = [event('a', 1), event('b', 2, 'PT1S'), event('a', 3, 'PT2S'), event('stop', 0, 'PT3S')];
    const output = (to: string) => rehearseYaml(listening(to), { events }).trace.output;
    const a = '{ with: { type: a } }';
    const b = '{ with: { type: b } }';
    expect(output(`{ all: [${b}, ${a}] }`)).toEqual([1, 2]);
    expect(output(`{ any: [${b}, ${a}] }`)).toEqual([1]);
    expect(output(`{ any: [${b}, ${a}], until: 'length == 3' }`)).toEqual([1, 2, 3]);
    expect(output(`{ any: [${a}], until: { one: { with: { type: stop } } } }`)).toEqual([1, 3]);
  });

  it('filters by pattern, by data and by correlation', () => {
    const events = [event('x.hot', { t: 20 }), event('x.hot', { t: 40 }), event('y', { t: 50 })];
    const output = (filter: string) =>
      rehearseYaml(listening(`{ one: ${filter} }`), { events, input: { want: 50 } }).trace.output;
    expect(output("{ with: { type: 'x[.].*', data: '${ .t > 30 }' } }")).toEqual([{ t: 40 }]);
    expect(output("{ with: { source: s }, correlate: { t: { from: .data.t, expect: '${ .want }' } } }")).toEqual([
      { t: 50 },
    ]);
  });

  it('reads envelopes, and works on each event', () => {
    const events = [event('a', 1), event('a', 2)];
    const envelope = rehearseYaml(`do: [ { l: { listen: { to: { one: { with: { type: a } } }, read: envelope } } } ]`, {
      events,
    });
    expect(envelope.trace.output).toMatchObject([{ type: 'a', data: 1 }]);
    const each = rehearseYaml(
      listening(
        "{ any: [], until: 'length == 2' }",
        ", foreach: { item: e, do: [ { d: { set: { twice: '${ $e * 2 }' } } } ], output: { as: .twice } }",
      ),
      { events },
    );
    expect(each.trace.output).toEqual([2, 4]);
    expect(each.task('d').map(({ iteration }) => iteration)).toEqual([[0], [1]]);
  });
});

describe('run', () => {
  const script = (parts: string, rest = '') => `do: [ { r: { run: { script: { language: js, ${parts} }${rest} } } } ]`;
  const ended = { kind: 'ended', code: 3, stdout: 'out', stderr: 'err' } as const;

  it('gives the script what the definition says', () => {
    const { effects } = rehearseYaml(
      script("code: 'x', arguments: ['${ .a }', b], environment: { E: '${ .n }' }, stdin: '${ .a }'"),
      {
        input: { a: 'A', n: 1 },
        script: (request) => {
          expect(request).toMatchObject({ code: 'x', arguments: ['A', 'b'], environment: { E: '1' }, stdin: 'A' });
          return ended;
        },
      },
    );
    expect(effects()).toEqual([]);
  });

  it.each([
    ['', 'out'],
    [', return: stdout', 'out'],
    [', return: stderr', 'err'],
    [', return: code', 3],
    [', return: all', { code: 3, stdout: 'out', stderr: 'err' }],
    [', return: none', { in: 1 }],
  ])('returns by its mode%s', (mode, output) => {
    expect(rehearseYaml(script('code: x', mode), { input: { in: 1 }, script: () => ended }).trace.output).toEqual(
      output,
    );
  });

  it('takes a returned value where no mode is said', () => {
    const run = () => ({ ...ended, returned: { v: 1 } });
    expect(rehearseYaml(script('code: x'), { script: run }).trace.output).toEqual({ v: 1 });
    expect(rehearseYaml(script('code: x', ', return: stdout'), { script: run }).trace.output).toBe('out');
  });

  it('faults where the script throws, unless its result is asked for, and ends where a bound stops it', () => {
    const threw = () => ({ kind: 'threw', message: 'Error: no', stdout: 'o', stderr: 'e' }) as const;
    expect(rehearseYaml(script('code: x'), { script: threw }).trace.error).toMatchObject({
      status: 500,
      instance: '/do/0/r',
    });
    expect(rehearseYaml(script('code: x', ', return: all'), { script: threw }).trace.output).toMatchObject({ code: 1 });
    const stopped = rehearseYaml(
      `do: [ { t: { try: [ { r: { run: { script: { language: js, code: x } } } } ], catch: {} } } ]`,
      {
        script: () => ({ kind: 'limit', message: 'too long' }),
      },
    );
    expect(stopped).toMatchObject({ limit: 'too long', trace: { status: 'limit', digest: null } });
  });

  it('is an effect where a stub answers', () => {
    const { trace, effects } = rehearseYaml(script('code: x'), { stubs: [{ kind: 'script', output: 9, name: 's' }] });
    expect(trace.output).toBe(9);
    expect(effects('script')[0]).toMatchObject({ stub: 's' });
  });

  it('runs shells, containers and workflows through stubs', () => {
    const shell = rehearseYaml("do: [ { r: { run: { shell: { command: 'ls' }, return: code } } } ]", {
      stubs: [{ kind: 'shell', match: '.command == "ls"', output: { code: 2, stdout: 'x' } }],
    });
    expect(shell.trace.output).toBe(2);
    const other = rehearseYaml('do: [ { r: { run: { workflow: { namespace: n, name: w, version: 1.0.0 } } } } ]');
    expect(other.trace.error?.detail).toContain('workflow n/w/1.0.0');
  });
});
