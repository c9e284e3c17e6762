import { describe, expect, it } from 'vitest';
import { stubLines } from '../../renderer/state/runs/stubbing.ts';
import type { EffectRecord } from '../../shared/simulation/trace.ts';
import { parseDocument } from '../../shared/workflow/parseDocument.ts';
import { rehearseYaml } from '../unit/simulation/rehearseYaml.ts';

/** A task for each kind of effect that faults without a stub. */
const tasks: Readonly<Record<string, string>> = {
  http: 'call: http, with: { method: get, endpoint: "https://a.example/x?y=1" }',
  grpc: 'call: grpc, with: { proto: { endpoint: "file:x.proto" }, service: { name: S, host: h.example }, method: M }',
  asyncapi:
    'call: asyncapi, with: { document: { endpoint: "https://a.example/async.yaml" }, operation: send, message: { payload: {} } }',
  mcp: 'call: mcp, with: { method: tools/list, transport: { http: { endpoint: "https://a.example/mcp" } } }',
  a2a: 'call: a2a, with: { method: message/send, server: "https://a.example/agent" }',
  webhook: 'call: "webhook:1.0.0@default", with: { url: "https://a.example/hook" }',
  database: 'call: "database:1.0.0@default", with: { connection: main, operation: query, table: t }',
  shell: 'run: { shell: { command: ls } }',
  container: 'run: { container: { image: "alpine:3" } }',
  workflow: 'run: { workflow: { namespace: other, name: other, version: "1.0.0" } }',
};

function listOf(effects: readonly EffectRecord[]): unknown[] {
  const lines = effects.flatMap((effect) => stubLines(effect));
  const document = parseDocument(`${lines.join('\n')}\n`);
  if (!document.ok || document.value.problems.length > 0) throw new Error(lines.join('\n'));
  return document.value.value as unknown[];
}

describe('a stub that is made of an effect without an answer', () => {
  it.each(Object.keys(tasks))('answers it: %s', (kind) => {
    const definition = `do:\n  - ask: { ${tasks[kind]} }\n`;
    let run = rehearseYaml(definition);
    const stubs: unknown[] = [];
    // A document that is read first is an effect of its own.
    for (let round = 0; round < 3 && run.trace.status === 'faulted'; round += 1) {
      const unanswered = run.trace.effects.filter(({ stub }) => stub === null);
      expect(unanswered.length).toBeGreaterThan(0);
      stubs.push(...listOf(unanswered));
      run = rehearseYaml(definition, { stubs });
    }
    expect(run.trace.effects.at(-1)?.stub).toBe('ask');
    expect(run.trace.error).toBeNull();
  });

  it('begins with the document where a call of OpenAPI has none, and goes on with the operation', () => {
    const call = 'call: openapi, with: { document: { endpoint: "https://a.example/api.yaml" }, operationId: list }';
    const definition = `do:\n  - ask: { ${call} }\n`;
    const [first] = listOf(rehearseYaml(definition).trace.effects);
    expect(first).toMatchObject({ name: 'ask', request: { method: 'GET', url: 'https://a.example/api.yaml' } });
    const api = {
      openapi: '3.1.0',
      info: { title: 't', version: '1' },
      servers: [{ url: 'https://b.example' }],
      paths: { '/all': { get: { operationId: 'list', responses: {} } } },
    };
    const stubs: unknown[] = [{ name: 'document', request: { urlPath: '/api.yaml' }, response: { jsonBody: api } }];
    const unanswered = rehearseYaml(definition, { stubs }).trace.effects.filter(({ stub }) => stub === null);
    stubs.push(...listOf(unanswered));
    expect(stubs[1]).toMatchObject({ kind: 'openapi', request: { method: 'GET', url: 'https://b.example/all' } });
    expect(rehearseYaml(definition, { stubs }).trace).toMatchObject({ status: 'completed', output: {} });
  });
});
