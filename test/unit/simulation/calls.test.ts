import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const get = (uri: string) => `call: http, with: { method: get, endpoint: '${uri}' }`;

describe('functions of use.functions', () => {
  const functions = `
use:
  functions:
    getPet:
      input: { schema: { document: { type: object, required: [petId] } } }
      ${get('https://pets.example/{petId}').replace(', with', '\n      with')}
      output: { as: .name }
    both:
      do:
        - first: { call: getPet, with: { petId: '\${ .id }' } }
        - second: { set: { name: '\${ . }', hidden: '\${ $task.name }' } }
    again: { call: again }
`;
  const stubs = [{ request: { urlPath: '/69' }, response: { jsonBody: { name: 'Milou' } } }];

  it('run on their arguments, as the task that calls them', () => {
    const { trace, effects } = rehearseYaml(`${functions}do: [ { p: { call: getPet, with: { petId: 69 } } } ]`, {
      stubs,
    });
    expect(trace.output).toBe('Milou');
    expect(trace.tasks.map(({ reference }) => reference)).toEqual(['/do/0/p']);
    expect(effects()).toMatchObject([{ kind: 'http', task: '/do/0/p', request: { uri: 'https://pets.example/69' } }]);
  });

  it('check what they are given, and call each other', () => {
    const { trace } = rehearseYaml(`${functions}do: [ { p: { call: getPet, with: { id: 69 } } } ]`, { stubs });
    expect(trace.error).toMatchObject({ status: 400, title: 'Validation Error', instance: '/do/0/p' });
    const nested = rehearseYaml(`${functions}do: [ { p: { call: both, with: { id: 69 } } } ]`, { stubs });
    expect(nested.trace.output).toEqual({ name: 'Milou', hidden: 'second' });
    expect(nested.task('first')[0]?.reference).toBe('/do/0/p/do/0/first');
  });

  it.each([
    ['again', 'calls itself'],
    ['other', "no function 'other'"],
    ['f:1.0.0@nowhere', "no catalog 'nowhere'"],
  ])('%s faults', (name, detail) => {
    const { trace } = rehearseYaml(`${functions}do: [ { p: { call: '${name}' } } ]`);
    expect(trace.error).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
  });
});

describe('functions that are kept elsewhere', () => {
  const log = 'input: { schema: { document: { required: [message] } } }\nset: { said: "${ .message }" }';
  const use = 'use: { catalogs: { global: { endpoint: https://github.com/org/catalog } } }\n';
  const raw = 'https://raw.githubusercontent.com/org/catalog/refs/heads/main/functions/log/1.0.0/function.yaml';
  const stubs = [{ request: { url: raw }, response: { body: log } }];

  it.each(['log:1.0.0@global', raw])('are read and run: %s', (name) => {
    const definition = `${use}do: [ { l: { call: '${name}', with: { message: hi } } } ]`;
    const { trace, effects } = rehearseYaml(definition, { stubs });
    expect(trace.output).toEqual({ said: 'hi' });
    expect(effects().map(({ kind, task }) => [kind, task])).toEqual([['http', '/do/0/l']]);
    expect(rehearseYaml(definition).trace.error?.detail).toContain(`GET ${raw}`);
  });

  it('come from a file that was given, and are checked', () => {
    const definition = "do: [ { l: { call: 'file:///functions/log.yaml', with: { message: hi } } } ]";
    const files = { 'functions/log.yaml': log };
    expect(rehearseYaml(definition, { files }).trace.output).toEqual({ said: 'hi' });
    const broken = rehearseYaml(definition, { files: { 'functions/log.yaml': 'call: 1' } });
    expect(broken.trace.error).toMatchObject({ status: 400, detail: expect.stringContaining('not valid') });
  });

  it('come to an end where one calls itself', () => {
    const definition = "do: [ { l: { call: 'file:///f.yaml' } } ]";
    const { trace } = rehearseYaml(definition, { files: { 'f.yaml': "call: 'file:///f.yaml'" } });
    expect(trace.error).toMatchObject({ status: 400, detail: expect.stringContaining('deeper than 32 levels') });
  });
});

describe('call: grpc', () => {
  const call = (method: string, parameters: string) => `
do:
  - g:
      call: grpc
      with:
        proto: { endpoint: file://app/greet.proto }
        service: { name: Api.Greeter, host: localhost, port: 5011, authentication: { bearer: { token: t } } }
        method: ${method}
        arguments: ${parameters}
`;
  const proto = `syntax = "proto3"; package Api; // a comment {
service Greeter { rpc SayHello (HelloRequest) returns (HelloReply); }
message HelloRequest { string full_name = 1; map<string, int32> more = 2; }`;
  const stubs = [{ kind: 'grpc', match: '.method == "SayHello"', output: { message: 'hi' } }];

  it('is an effect with its arguments', () => {
    const { trace, effects } = rehearseYaml(call('SayHello', "{ fullName: '${ .n }' }"), { stubs, input: { n: 'Z' } });
    expect(trace.output).toEqual({ message: 'hi' });
    expect(effects()[0]?.request).toEqual({
      proto: 'file://app/greet.proto',
      service: 'Api.Greeter',
      host: 'localhost',
      port: 5011,
      method: 'SayHello',
      arguments: { fullName: 'Z' },
      metadata: { authorization: 'Bearer t' },
    });
  });

  it.each([
    ['SayHello', '{ fullName: a, full_name: b, more: {} }', null],
    ['SayBye', '{}', "no method 'SayBye'"],
    ['SayHello', '{ name: a }', "no field 'name'"],
  ])('is checked against the proto file: %s %s', (method, parameters, detail) => {
    const { trace } = rehearseYaml(call(method, parameters), { stubs, files: { 'app/greet.proto': proto } });
    if (detail === null) expect(trace.status).toBe('completed');
    else expect(trace.error).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
  });
});

describe('call: mcp and a2a', () => {
  const mcp = (rest = '') => `
do:
  - m:
      call: mcp
      with: { method: tools/call, parameters: { name: '\${ .tool }' }, transport: { http: { endpoint: { uri: 'https://mcp.example/', authentication: { bearer: { token: t } } } } }${rest} }
`;
  const stubs = [{ kind: 'mcp', output: { content: [] }, response: { fixedDelayMilliseconds: 2_000 } }];

  it('sends method, parameters and transport', () => {
    const { trace, effects } = rehearseYaml(mcp(), { stubs, input: { tool: 'x' } });
    expect(trace.output).toEqual({ content: [] });
    expect(effects('mcp')[0]?.request).toEqual({
      method: 'tools/call',
      protocolVersion: '2025-06-18',
      parameters: { name: 'x' },
      transport: { http: { endpoint: 'https://mcp.example/', headers: { authorization: 'Bearer t' } } },
    });
  });

  it('keeps to the timeout of the call, and needs a stub', () => {
    const { trace } = rehearseYaml(mcp(', timeout: PT1S'), { stubs });
    expect(trace).toMatchObject({ error: { status: 408 }, endedAt: '2000-01-01T00:00:01.000Z' });
    expect(rehearseYaml(mcp()).trace.error?.detail).toContain('mcp tools/call');
  });

  it('asks an agent where its card says', () => {
    const definition =
      "do: [ { a: { call: a2a, with: { agentCard: { endpoint: 'https://a.example/card.json' }, method: message/send, parameters: { text: '${ .t }' } } } } ]";
    const card = { request: { urlPath: '/card.json' }, response: { jsonBody: { url: 'https://a.example/rpc' } } };
    const answer = { kind: 'a2a', output: 1 };
    const { trace, effects } = rehearseYaml(definition, { stubs: [card, answer], input: { t: 'T' } });
    expect(trace.output).toBe(1);
    expect(effects('a2a')[0]?.request).toMatchObject({
      server: 'https://a.example/rpc',
      method: 'message/send',
      parameters: { text: 'T' },
    });
    expect(
      rehearseYaml(definition, { stubs: [answer] })
        .effects()
        .map(({ kind }) => kind),
    ).toEqual(['a2a']);
  });
});
