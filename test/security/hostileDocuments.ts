import { type HostileDefinition, type HostileJob, huge, job, many, nothing } from './hostileJob.ts';

function withSchema(schema: unknown, input: unknown): HostileJob {
  return job(nothing, { input: { schema: { document: schema } } }, { input });
}

const doubling = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => {
    const next = { $ref: `#/$defs/d${index + 1}` };
    return [`d${index}`, { anyOf: [next, { allOf: [next, next] }] }];
  }),
);

const schemas: readonly HostileDefinition[] = [
  ['has a schema that is itself', withSchema({ $ref: '#' }, {}), { limit: 'a schema takes too many steps' }],
  [
    'has schemas that are each other',
    withSchema(
      {
        $ref: '#/$defs/a',
        $defs: { a: { allOf: [{ $ref: '#/$defs/b' }] }, b: { oneOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }] } },
      },
      {},
    ),
    { limit: 'a schema takes too many steps' },
  ],
  [
    'has a schema that doubles with each reference',
    withSchema({ $ref: '#/$defs/d0', $defs: { ...doubling, d40: false } }, {}),
    { limit: 'a schema takes too many steps' },
  ],
  [
    'compares ten thousand maps with each other',
    withSchema(
      { uniqueItems: true },
      Array.from({ length: 10_000 }, (_, n) => ({ a: { b: [n] } })),
    ),
    { limit: 'too many items to be checked for uniqueItems' },
  ],
  [
    'compares them in many ways',
    withSchema(
      { allOf: Array.from({ length: 99 }, () => ({ uniqueItems: true })) },
      Array.from({ length: 3000 }, (_, n) => n),
    ),
    { limit: 'too many items to be checked for uniqueItems' },
  ],
  [
    'has a pattern of patterns',
    withSchema({ pattern: '((a{1000}){1000}){1000}' }, 'a'),
    { fault: 'cannot be checked in linear time' },
  ],
  [
    'has names that backtrack',
    withSchema({ patternProperties: { '^(a+)+$': false } }, { [`${'a'.repeat(50_000)}!`]: 1 }),
    'completed',
  ],
  [
    'has two schemas of one name',
    withSchema({ $id: 'http://x', $defs: { a: { $id: 'http://x', $anchor: 'x' }, b: { $anchor: 'x' } } }, {}),
    { fault: 'The schema cannot be applied' },
  ],
  [
    'refers to a schema on a network',
    withSchema({ $ref: 'http://127.0.0.1:9/schema.json' }, {}),
    { fault: 'it refers to what is not there' },
  ],
  [
    'has a schema of the prototype',
    withSchema(
      { properties: { ['__proto__']: { properties: { polluted: false } } }, required: ['__proto__'] },
      { a: 1 },
    ),
    { fault: '__proto__' },
  ],
];

function call(
  kind: string,
  parameters: unknown,
  files: Readonly<Record<string, string>>,
  input: unknown = {},
): HostileJob {
  const stubs = [{ kind, response: kind === 'openapi' ? { jsonBody: 1 } : { output: 1 } }];
  return { ...job([{ send: { call: kind, with: parameters } }], {}, { stubs, input }), files: { ...files } };
}

function grpc(proto: string, message: unknown = { x: 1 }): HostileJob {
  const service = { name: 'S', host: 'h.example' };
  return call(
    'grpc',
    { proto: { endpoint: 'file:///a.proto' }, service, method: 'M', arguments: message },
    { 'a.proto': proto },
  );
}

function openApi(api: unknown, parameters: unknown = {}, operationId = 'get'): HostileJob {
  const file = typeof api === 'string' ? api : JSON.stringify({ openapi: '3.1.0', ...Object(api) });
  return call('openapi', { document: { endpoint: 'file:///api.json' }, operationId, parameters }, { 'api.json': file });
}

const method = 'service S { rpc M(A) returns (A); }';

const documents: readonly HostileDefinition[] = [
  [
    'opens messages in messages of a proto file',
    grpc(`${method} message A { ${many(20_000, 'message B { ')}`),
    { fault: "has no field 'x'" },
  ],
  [
    'never ends a comment of a proto file',
    grpc(`${method} message A { int32 x = 1; } ${many(300_000, '/* ')}`),
    'completed',
  ],
  [
    'never ends a text of a proto file',
    grpc(`${method} message A { int32 x = 1; } ${many(300_000, `"\\`)}`),
    'completed',
  ],
  ['never ends the options of a field', grpc(`${method} message A { ${many(50_000, 'int32 x = 1 [ ')} }`), 'completed'],
  [
    'has a message of itself',
    grpc(`${method} message A { repeated A x = 1; }`, { x: [{ x: [{ x: [{ x: [{}] }] }] }] }),
    'completed',
  ],
  [
    'has OpenAPI references in circles',
    openApi({
      paths: {
        '/a': { $ref: '#/paths/~1b' },
        '/b': { $ref: '#/paths/~1a' },
        '/c': { get: { operationId: 'get', parameters: Array.from({ length: 9999 }, () => ({ $ref: '#/p/q' })) } },
      },
      p: { q: { $ref: '#/p/q' } },
    }),
    'completed',
  ],
  [
    'has an OpenAPI path that grows',
    openApi(
      {
        paths: {
          [`/${many(100_000, '{a}')}`]: { get: { operationId: 'get', parameters: [{ name: 'a', in: 'path' }] } },
        },
      },
      { a: many(5000, 'x') },
    ),
    { limit: 'The rehearsal was stopped' },
  ],
  [
    'has an OpenAPI document of aliases of aliases',
    openApi(
      `a0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`).join('\n')}`,
    ),
    { fault: 'cannot be read' },
  ],
  [
    'calls an operation that all objects have',
    openApi({ paths: { '/a': { get: {} } } }, {}, 'constructor'),
    { fault: "no operation 'constructor'" },
  ],
  [
    'has a server that all objects have',
    call(
      'asyncapi',
      {
        document: { endpoint: 'file:///a.json' },
        operation: 'o',
        server: { name: '__proto__' },
        message: { payload: {} },
      },
      {
        'a.json':
          '{"asyncapi":"3.0.0","operations":{"o":{"channel":{"$ref":"#/channels/c"}}},"channels":{"c":{"address":"c"}},"servers":{}}',
      },
    ),
    { fault: "no server '__proto__'" },
  ],
  [
    'fills an address without end',
    job(
      [{ get: { call: 'http', with: { method: 'get', endpoint: `https://e.example/${many(2000, '{a}')}` } } }],
      {},
      { input: { a: huge }, stubs: [{}] },
    ),
    { limit: 'a URI is too long' },
  ],
  [
    'has a stub that looks everywhere for everything',
    job(
      [
        {
          send: {
            call: 'http',
            with: { method: 'post', endpoint: 'https://e.example', body: '${ reduce range(400) as $i (1; {a: .}) }' },
          },
        },
      ],
      {},
      { stubs: [{ request: { bodyPatterns: [{ matchesJsonPath: '$..a..a..a..a' }] } }] },
    ),
    { limit: 'a JSON path finds too many values' },
  ],
];

/** Definitions that bring documents which are made to do harm: schemas, proto files, OpenAPI and AsyncAPI documents, stubs. */
export const hostileDocuments: readonly HostileDefinition[] = [...schemas, ...documents];
