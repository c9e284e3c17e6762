import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { engineProgram } from '../../electron/core/rehearsal/enginePrograms.ts';
import { noGuards } from '../../electron/core/rehearsal/guards.ts';
import { LockedProcess } from '../../electron/core/rehearsal/lockedProcess.ts';
import { builtEngine, hasBuiltEngine } from './builtEngine.ts';
import { type TestSession, testSession } from './testSession.ts';

const greeting = `document:
  dsl: 1.0.0
  namespace: test
  name: greeting
  version: 1.0.0
do:
  - greet:
      set:
        text: \${ "hello " + .name }
`;

const endless = `document:
  dsl: 1.0.0
  namespace: test
  name: endless
  version: 1.0.0
do:
  - before:
      set: { reached: true }
  - spin:
      run:
        script:
          language: javascript
          code: for (;;) {}
`;

const scenario = `input: { name: Ada }
expect:
  status: completed
  output: { text: hello Ada }
`;

function open(): Promise<TestSession> {
  return testSession({ open: { engine: builtEngine } });
}

describe.skipIf(!hasBuiltEngine())('rehearsals', () => {
  test('take scenarios, workflows and definitions as they were typed last', async () => {
    const { get } = await open();
    const { revision } = await get('document.create', { path: 'greeting.yaml', text: greeting });
    const path = 'greeting.good.scenario.yaml';
    const { revision: base } = await get('document.create', { path, text: scenario });
    await get('document.draft', { path, base, text: scenario.replaceAll('Ada', 'Eve') });
    const { trace, expectations } = await get('rehearsal.run', { run: 'one', path: 'greeting.yaml', scenario: path });
    expect(trace.output).toEqual({ text: 'hello Eve' });
    expect(expectations?.every(({ passed }) => passed)).toBe(true);
    await get('document.draft', { path: 'greeting.yaml', base: revision, text: greeting.replace('hello', 'bye') });
    expect(await get('rehearsal.test', { run: 'two', path: 'greeting.yaml' })).toMatchObject([{ passed: false }]);
    const running = greeting
      .replace('name: greeting', 'name: parent')
      .replace(/set:\n.*\n/, 'run: { workflow: { namespace: test, name: greeting, version: 1.0.0 } }\n');
    await get('document.create', { path: 'parent.yaml', text: running });
    const { trace: parent } = await get('rehearsal.run', { run: 'three', path: 'parent.yaml' });
    expect(parent.output).toEqual({ text: 'bye ' });
  });

  test('run what is saved or what is in the editor, and are kept', async () => {
    const { get } = await open();
    await get('document.create', { path: 'greeting.yaml', text: greeting });
    const input = { kind: 'inline', value: { name: 'Ada' } } as const;
    const saved = await get('rehearsal.run', { run: 'one', path: 'greeting.yaml', input });
    expect(saved.trace).toMatchObject({ status: 'completed', output: { text: 'hello Ada' } });
    const text = greeting.replace('hello', 'goodbye');
    const edited = await get('rehearsal.run', { run: 'two', path: 'greeting.yaml', input, text });
    expect(edited.trace.output).toEqual({ text: 'goodbye Ada' });
    expect(await get('run.list', { limit: 10, path: 'greeting.yaml' })).toMatchObject([
      { id: edited.id, digest: edited.trace.digest },
      { id: saved.id, digest: saved.trace.digest },
    ]);
    expect((await get('run.read', { id: saved.id })).trace).toEqual(saved.trace);
  });

  test('take a row of a masked data set', async () => {
    const { get, refused } = await open();
    await get('document.create', { path: 'greeting.yaml', text: greeting });
    const bytes = Buffer.from('name,ssn\nAda,536-90-4399\nGrace,219-09-9999\n').toString('base64');
    const { id } = await get('dataset.import', { name: 'people.csv', format: 'csv', bytes, choices: [] });
    const row = { kind: 'row', dataset: id, row: 1 } as const;
    const { trace } = await get('rehearsal.run', { run: 'one', path: 'greeting.yaml', input: row });
    const { rows } = await get('dataset.rows', { id, offset: 1, limit: 1 });
    expect(trace.input).toEqual(rows[0]);
    expect(JSON.stringify(trace)).not.toContain('219-09-9999');
    const none = await refused('rehearsal.run', { run: 'two', path: 'greeting.yaml', input: { ...row, row: 7 } });
    expect(none.code).toBe('not-found');
  });

  test('are looked into by running them again: the expressions of one task, and nothing is kept', async () => {
    const { get, refused } = await open();
    await get('document.create', { path: 'greeting.yaml', text: greeting });
    const request = { run: 'one', path: 'greeting.yaml', input: { kind: 'inline', value: { name: 'Ada' } } } as const;
    const { trace } = await get('rehearsal.run', request);
    const seen = await get('rehearsal.inspect', { ...request, task: 0 });
    expect(seen.digest).toBe(trace.digest);
    expect(seen.expressions).toMatchObject([
      {
        pointer: '/do/0/greet/set/text',
        expression: '"hello " + .name',
        input: { name: 'Ada' },
        output: 'hello Ada',
        error: null,
      },
    ]);
    expect(Object.keys(seen.variables)).toEqual(expect.arrayContaining(['workflow', 'secrets', 'runtime']));
    const other = await get('rehearsal.inspect', { ...request, text: greeting.replace('hello', 'goodbye'), task: 0 });
    expect(other.digest).not.toBe(trace.digest);
    expect((await get('rehearsal.inspect', { ...request, task: 7 })).expressions).toEqual([]);
    expect((await refused('rehearsal.inspect', { ...request, path: 'none.yaml', task: 0 })).code).toBe('not-found');
    expect(await get('run.list', { limit: 10 })).toHaveLength(1);
  });

  test('test every scenario of a workflow, or the one named, and no other', async () => {
    const { get, events } = await open();
    await get('document.create', { path: 'a/greeting.yaml', text: greeting });
    await get('document.create', { path: 'a/greeting.good.scenario.yaml', text: scenario });
    await get('document.create', { path: 'a/greeting.bad.scenario.yaml', text: scenario.replace('o Ada', 'o Eve') });
    await get('document.create', { path: 'b/greeting.good.scenario.yaml', text: scenario });
    const results = await get('rehearsal.test', { run: 'one', path: 'a/greeting.yaml' });
    expect(results.map(({ scenario: path, passed }) => [path, passed])).toEqual([
      ['a/greeting.bad.scenario.yaml', false],
      ['a/greeting.good.scenario.yaml', true],
    ]);
    expect(events.at(-1)).toMatchObject({ name: 'rehearsal.progress', data: { run: 'one', done: 2, total: 2 } });
    const one = await get('rehearsal.test', { run: 'two', path: 'a/greeting.good.scenario.yaml' });
    expect(one).toMatchObject([{ passed: true }]);
  });

  test('read the files that a scenario names from documents and masked data sets', async () => {
    const { get } = await open();
    await get('document.create', { path: 'a/greeting.yaml', text: greeting });
    const named = scenario.replace(/^input.*$/m, 'inputFile: ../data/people.csv\nrow: 0').replace('hello Ada', 'x');
    await get('document.create', { path: 'a/greeting.file.scenario.yaml', text: named });
    const bytes = Buffer.from('name,ssn\nAda,536-90-4399\n').toString('base64');
    const { id } = await get('dataset.import', { name: 'people.csv', format: 'csv', bytes, choices: [] });
    const { trace } = await get('rehearsal.run', {
      run: 'one',
      path: 'a/greeting.yaml',
      scenario: 'a/greeting.file.scenario.yaml',
    });
    expect(trace.input).toEqual((await get('dataset.rows', { id, offset: 0, limit: 1 })).rows[0]);
  });

  test('are cancelled by the id that the page gave them, and keep what there was', async () => {
    const { get, events } = await open();
    await get('document.create', { path: 'endless.yaml', text: endless });
    const running = get('rehearsal.run', { run: 'one', path: 'endless.yaml' });
    await vi.waitFor(() => expect(events.map(({ name }) => name)).toContain('rehearsal.progress'), { timeout: 20_000 });
    await get('rehearsal.cancel', { run: 'another' });
    await get('rehearsal.cancel', { run: 'one' });
    const { id, trace } = await running;
    expect(trace.status).toBe('cancelled');
    expect(trace.tasks[0]).toMatchObject({ reference: '/do/0/before', status: 'completed' });
    expect(await get('run.list', { limit: 1 })).toMatchObject([{ id, status: 'cancelled' }]);
  });

  test('that never end are a limit with the trace up to there, and cost nothing else', async () => {
    const { get } = await open();
    await get('document.create', { path: 'endless.yaml', text: endless });
    await get('document.create', { path: 'greeting.yaml', text: greeting });
    const stopped = await get('rehearsal.run', { run: 'one', path: 'endless.yaml' });
    expect(stopped).toMatchObject({ trace: { status: 'limit', digest: null }, limit: expect.any(String) });
    expect(stopped.trace.tasks).toMatchObject([{ reference: '/do/0/before', status: 'completed' }, {}]);
    const after = await get('rehearsal.run', {
      run: 'two',
      path: 'greeting.yaml',
      input: { kind: 'inline', value: { name: 'Ada' } },
    });
    expect(after.trace.status).toBe('completed');
  });
});

test.skipIf(!hasBuiltEngine())('a spare engine waits for its job, however long', async () => {
  const child = new LockedProcess(
    engineProgram({ node: process.execPath, file: builtEngine }, 60),
    1024 * 1024 * 1024,
    noGuards,
  );
  onTestFinished(() => child.kill('closed'));
  const ready = Promise.withResolvers<void>();
  child.listen({
    report: ({ report }) => void (report === 'ready' && ready.resolve()),
    end: (end) => ready.reject(new Error(`it ended: ${end.kind}`)),
  });
  await ready.promise;
  // An end that comes by itself comes right after the first look for a job.
  await delay(300);
  expect(child.isAlive).toBe(true);
});

test('an engine that does not start is told calmly and leaves everything else going', async () => {
  const session = await testSession({ open: { engine: '/nowhere/engine.js' } });
  session.warmUp();
  await vi.waitFor(() => expect(session.events.map(({ name }) => name)).toContain('process.state'), {
    timeout: 20_000,
  });
  await session.get('document.create', { path: 'greeting.yaml', text: greeting });
  expect((await session.refused('rehearsal.run', { run: 'one', path: 'greeting.yaml' })).code).toBe('unavailable');
  expect(session.bugs).toEqual([]);
});
