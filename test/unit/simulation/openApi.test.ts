import { describe, expect, it } from 'vitest';
import { rehearseYaml, type TestScenario } from './rehearseYaml.ts';

const document = {
  openapi: '3.1.0',
  servers: [{ url: '/{stage}/', variables: { stage: { default: 'v1' } } }],
  components: { parameters: { trace: { name: 'X-Trace', in: 'header' } } },
  paths: {
    '/items/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true }, { $ref: '#/components/parameters/trace' }],
      get: {
        operationId: 'get',
        parameters: [
          { name: 'tags', in: 'query' },
          { name: 'sizes', in: 'query', explode: false },
          { name: 'where', in: 'query', style: 'deepObject' },
          { name: 'session', in: 'cookie' },
        ],
      },
      put: { operationId: 'put', requestBody: { content: { 'text/plain': {}, 'application/json': {} } } },
    },
  },
};
const old = {
  swagger: '2.0',
  host: 'old.example',
  basePath: '/api',
  paths: {
    '/a': {
      post: {
        operationId: 'add',
        parameters: [
          { name: 'item', in: 'body', required: true },
          { name: 'ids', in: 'query', collectionFormat: 'pipes' },
        ],
      },
    },
    '/f': { post: { operationId: 'form', parameters: [{ name: 'field', in: 'formData' }] } },
  },
};
const address = 'https://api.example/docs/openapi.json';
const stubs = [
  { name: 'document', request: { url: address }, response: { jsonBody: document } },
  { name: 'old', request: { url: 'http://docs.example/old.json' }, response: { body: JSON.stringify(old) } },
  { name: 'rest', request: {}, response: { jsonBody: { ok: true } } },
];
const call = (operationId: string, parameters: string, rest = '', from = address) =>
  `do: [ { c: { call: openapi, with: { document: { endpoint: '${from}' }, operationId: ${operationId}, parameters: ${parameters}${rest} } } } ]`;
const sent = (definition: string, scenario: TestScenario = {}) =>
  rehearseYaml(definition, { stubs, ...scenario }).effects('openapi')[0]?.request;

describe('call: openapi', () => {
  it('reads the document, then sends what the operation says', () => {
    const parameters = `{ id: 'a b', X-Trace: t, tags: [x, y], sizes: [1, 2], where: { k: '\${ .v }' }, session: s }`;
    const { effects, trace } = rehearseYaml(call('get', parameters, ', authentication: { bearer: { token: tok } }'), {
      stubs,
      input: { v: '&' },
    });
    expect(effects().map(({ kind, stub }) => [kind, stub])).toEqual([
      ['http', 'document'],
      ['openapi', 'rest'],
    ]);
    expect(effects('openapi')[0]?.request).toMatchObject({
      method: 'GET',
      uri: 'https://api.example/v1/items/a%20b?tags=x&tags=y&sizes=1,2&where[k]=%26',
      headers: { 'X-Trace': 't', cookie: 'session=s', authorization: 'Bearer tok' },
      body: null,
      operationId: 'get',
    });
    expect(trace.output).toEqual({ ok: true });
  });

  it('makes the body of what is no parameter', () => {
    const json = { headers: { 'content-type': 'application/json' } };
    expect(sent(call('put', '{ id: 1, a: 2, b: 3 }'))).toMatchObject({ ...json, body: { a: 2, b: 3 } });
    expect(sent(call('put', '{ id: 1, body: [4] }'))).toMatchObject({ ...json, body: [4] });
    expect(sent(call('put', '{ id: 1 }'))).toMatchObject({ headers: {}, body: null });
  });

  it('reads Swagger 2.0', () => {
    const from = 'http://docs.example/old.json';
    expect(sent(call('add', '{ item: { a: 1 }, ids: [1, 2] }', '', from))).toMatchObject({
      method: 'POST',
      uri: 'http://old.example/api/a?ids=1%7C2',
      body: { a: 1 },
    });
    expect(sent(call('form', '{ field: x }', '', from))).toMatchObject({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: { field: 'x' },
    });
  });

  it('reads the document once in a run, or from a file that was given', () => {
    const twice = `do: [ { l: { for: { in: '[1, 2]' }, ${call('get', '{ id: 1 }')} } } ]`;
    const { effects } = rehearseYaml(twice, { stubs });
    expect(effects('http')).toHaveLength(1);
    expect(effects('openapi')).toHaveLength(2);
    const files = { 'docs/api.json': JSON.stringify(old) };
    expect(sent(call('add', '{ item: 1 }', '', 'docs/api.json'), { files })).toMatchObject({
      uri: 'https://old.example/api/a',
    });
  });

  it.each([
    ['gone', '{}', 400, 'no operation'],
    ['get', '{}', 400, "the parameter 'id'"],
  ])('faults where %s %s cannot be called', (operation, parameters, status, detail) => {
    const { trace } = rehearseYaml(call(operation, parameters), { stubs });
    expect(trace.error).toMatchObject({ status, detail: expect.stringContaining(detail) });
  });

  it('needs the document, unless a stub answers for the operation', () => {
    const { trace } = rehearseYaml(call('get', '{ id: 1 }'));
    expect(trace.error?.detail).toContain(`GET ${address}`);
    const blind = rehearseYaml(call('get', '{ id: 1 }'), {
      stubs: [{ kind: 'openapi', match: '.operationId == "get" and .parameters.id == 1', output: { n: 1 } }],
    });
    expect(blind.trace.output).toEqual({ n: 1 });
  });

  it('faults by status, and gives the response whole', () => {
    const answer = (status: number) => [
      stubs[0],
      { kind: 'openapi', request: { method: 'GET' }, response: { status, jsonBody: 1 } },
    ];
    expect(rehearseYaml(call('get', '{ id: 1 }'), { stubs: answer(404) }).trace.error).toMatchObject({ status: 404 });
    const redirected = call('get', '{ id: 1 }', ', redirect: true, output: response');
    expect(rehearseYaml(redirected, { stubs: answer(302) }).trace.output).toMatchObject({
      request: { method: 'GET', uri: 'https://api.example/v1/items/1' },
      statusCode: 302,
      content: 1,
    });
  });
});
