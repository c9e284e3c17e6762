import { describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/base/json.ts';
import { definitionReads, functionReads } from '../../../shared/simulation/definitionReads.ts';

const catalogs = { ours: { endpoint: './catalog/' }, theirs: { endpoint: 'https://catalog.example' } };

describe('what a definition reads', () => {
  it('is the workflows that it runs, wherever the task stands', () => {
    const run = (name: string) => ({ run: { workflow: { namespace: 'a', name, version: 'latest', input: {} } } });
    const { workflows } = definitionReads({
      use: {
        functions: { f: run('in-function') },
        extensions: [{ e: { extend: 'all', before: [{ x: run('before') }] } }],
      },
      do: [{ one: run('one') }, { loop: { for: { in: '.x' }, do: [{ again: run('one') }] } }],
    });
    expect(workflows.map(({ name }) => name).toSorted()).toEqual(['before', 'in-function', 'one']);
    expect(workflows[0]).toEqual({ namespace: 'a', name: expect.any(String), version: 'latest' });
  });

  it('is external resources in files, by the name that a rehearsal has for them', () => {
    const { files } = definitionReads({
      input: { schema: { resource: { endpoint: './schemas/in.json' } } },
      do: [
        { a: { call: 'openapi', with: { document: { endpoint: 'api.yaml' } } } },
        { b: { call: 'grpc', with: { proto: { endpoint: { uri: 'file:///protos/greet.proto' } } } } },
        { c: { run: { script: { language: 'js', source: { endpoint: 'x/y.js' } } } } },
        { d: { call: 'a2a', with: { agentCard: { endpoint: 'card.json' } } } },
      ],
    });
    expect(files.toSorted()).toEqual(['api.yaml', 'card.json', 'protos/greet.proto', 'schemas/in.json', 'x/y.js']);
  });

  it('is nothing that lies on a network, is made in a run, or is only called', () => {
    const reads = definitionReads({
      do: [
        { a: { call: 'openapi', with: { document: { endpoint: 'https://api.example/openapi.json' } } } },
        { b: { call: 'openapi', with: { document: { endpoint: '${ .document }' } } } },
        { c: { call: 'openapi', with: { document: { endpoint: 'apis/{name}.json' } } } },
        { d: { call: 'http', with: { method: 'get', endpoint: 'relative/path' } } },
        { e: { run: { workflow: { namespace: 'a', name: 'b' } } } },
      ],
    });
    expect(reads).toEqual({ workflows: [], files: [], functions: [] });
  });

  it('is functions of catalogs in files, which call others of the same catalogs', () => {
    const definition: Json = {
      use: { catalogs },
      do: [{ a: { call: 'greet:1.0.0@ours' } }, { b: { call: 'greet:1.0.0@theirs' } }, { c: { call: 'x:1@none' } }],
    };
    expect(definitionReads(definition).functions).toEqual(['catalog/functions/greet/1.0.0/function.yaml']);
    const task: Json = { do: [{ x: { call: 'file:///tasks/x.yaml' } }, { y: { call: 'log:2.0.0@ours' } }] };
    expect(functionReads(task, definition).functions.toSorted()).toEqual([
      'catalog/functions/log/2.0.0/function.yaml',
      'tasks/x.yaml',
    ]);
  });

  it('can be asked of anything', () => {
    let deep: Json = {};
    for (let depth = 0; depth < 100_000; depth += 1) deep = { do: deep };
    for (const value of [null, 1, 'text', [], [[{}]], { use: 1 }, { use: { catalogs: [] } }, deep]) {
      expect(definitionReads(value)).toEqual({ workflows: [], files: [], functions: [] });
    }
  });
});
