import { describe, expect, test } from 'vitest';
import { builtEngine, hasBuiltEngine } from './builtEngine.ts';
import { type TestSession, testSession } from './testSession.ts';

function workflow(name: string, tasks: string, version = '1.0.0'): string {
  return `document: { dsl: '1.0.3', namespace: test, name: ${name}, version: '${version}' }\ndo:\n${tasks}`;
}

const running = (name: string, version = '1.0.0'): string =>
  `  - sub: { run: { workflow: { namespace: test, name: ${name}, version: '${version}' } } }\n`;

const setting = (value: string): string => `  - note: { set: { from: ${value} } }\n`;

const openapi = JSON.stringify({
  openapi: '3.0.0',
  servers: [{ url: 'https://pets.example/v2' }],
  paths: { '/pets/{id}': { get: { operationId: 'getPet', parameters: [{ name: 'id', in: 'path', required: true }] } } },
});

const calling = `  - pet:
      call: openapi
      with: { document: { endpoint: ../apis/pets.json }, operationId: getPet, parameters: { id: 1 } }
`;

const answered = `stubs:
  - request: { method: GET, url: https://pets.example/v2/pets/1 }
    response: { jsonBody: { id: 1 } }
`;

describe.skipIf(!hasBuiltEngine())('a rehearsal in a workspace', () => {
  const open = async (documents: Record<string, string>): Promise<TestSession> => {
    const session = await testSession({ open: { engine: builtEngine } });
    for (const [path, text] of Object.entries(documents)) await session.get('document.create', { path, text });
    return session;
  };

  test('runs the saved workflows that the definition names, and those that they name', async () => {
    const { get } = await open({
      'a/main.yaml': workflow('main', running('middle')),
      'b/middle.yaml': workflow('middle', running('end', 'latest')),
      'end1.yaml': workflow('end', setting('old'), '1.9.0'),
      'end2.json.yaml': workflow('end', setting('new'), '1.10.0'),
      'broken.yaml': 'end: [',
    });
    const { trace } = await get('rehearsal.run', { run: 'one', path: 'a/main.yaml' });
    expect(trace).toMatchObject({ status: 'completed', output: { from: 'new' } });
    expect(trace.tasks.map(({ reference }) => reference)).toContain(
      '/do/0/sub/run/workflow/do/0/sub/run/workflow/do/0/note',
    );
  });

  test('takes the workflow in its own folder where two have one name', async () => {
    const documents = {
      'a/end.yaml': workflow('end', setting('elsewhere')),
      'b/end.yaml': workflow('end', setting('here')),
      'b/main.yaml': workflow('main', running('end')),
    };
    const { get } = await open(documents);
    const { trace } = await get('rehearsal.run', { run: 'one', path: 'b/main.yaml' });
    expect(trace.output).toEqual({ from: 'here' });
  });

  test('reads documents by their path from the definition, in tests as well', async () => {
    const { get } = await open({
      'flows/pets.yaml': workflow('pets', calling),
      'flows/pets.found.scenario.yaml': `${answered}expect: { output: { id: 1 } }\n`,
      'apis/pets.json': openapi,
    });
    expect(await get('rehearsal.test', { run: 'one', path: 'flows/pets.yaml' })).toMatchObject([{ passed: true }]);
    const scenario = 'flows/pets.found.scenario.yaml';
    const { trace } = await get('rehearsal.run', { run: 'two', path: 'flows/pets.yaml', scenario });
    expect(trace.effects[0]).toMatchObject({ kind: 'openapi', request: { uri: 'https://pets.example/v2/pets/1' } });
  });

  test('without a document faults where the run gets there', async () => {
    const { get } = await open({ 'flows/pets.yaml': workflow('pets', `${setting('x')}${calling}`) });
    const { trace } = await get('rehearsal.run', { run: 'one', path: 'flows/pets.yaml' });
    expect(trace).toMatchObject({ status: 'faulted', error: { instance: '/do/1/pet', status: 500 } });
    expect(trace.tasks[0]?.status).toBe('completed');
  });

  test('has bounds: a workflow that runs itself is a limit', async () => {
    const { get } = await open({ 'a.yaml': workflow('a', running('b')), 'b.yaml': workflow('b', running('b')) });
    expect((await get('rehearsal.run', { run: 'one', path: 'a.yaml' })).trace.status).toBe('limit');
  });
});
