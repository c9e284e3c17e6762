import { describe, expect, it } from 'vitest';
import { rehearseYaml } from './rehearseYaml.ts';

const result = { code: 3, stdout: 'out', stderr: 'err' };

describe.each(['shell', 'container'])('run.%s', (kind) => {
  const what = kind === 'shell' ? 'command: ls' : 'image: alpine';
  const run = (rest = '', parts = '') => `do: [ { r: { run: { ${kind}: { ${what}${parts} }${rest} } } } ]`;
  const stub = (output: unknown, more = {}) => ({ stubs: [{ kind, output, ...more }], input: { in: 1 } });

  it.each([
    ['', 'out'],
    [', return: stdout', 'out'],
    [', return: stderr', 'err'],
    [', return: code', 3],
    [', return: all', result],
    [', return: none', { in: 1 }],
  ])('returns by its mode%s', (mode, output) => {
    expect(rehearseYaml(run(mode), stub(result)).trace.output).toEqual(output);
  });

  it('takes a plain answer as the standard output of a process that went well', () => {
    expect(rehearseYaml(run(), stub('hello')).trace.output).toBe('hello');
    expect(rehearseYaml(run(', return: code'), stub('hello')).trace.output).toBe(0);
    expect(rehearseYaml(run(', return: all'), stub('hello')).trace.output).toMatchObject({ stdout: 'hello' });
  });

  it('gives arguments, environment and standard input as texts', () => {
    const parts = ", arguments: ['${ .in }', b], environment: { N: '${ .in }' }, stdin: '${ . }'";
    const { effects } = rehearseYaml(run('', parts), stub(''));
    expect(effects(kind)[0]?.request).toMatchObject({
      arguments: ['1', 'b'],
      environment: { N: '1' },
      stdin: '{"in":1}',
    });
  });

  it('does not wait for what is not awaited, but asks for a stub', () => {
    const slow = stub('', { response: { fixedDelayMilliseconds: 5_000, fault: 'CONNECTION_RESET_BY_PEER' } });
    const { trace } = rehearseYaml(run(', await: false'), slow);
    expect(trace).toMatchObject({ status: 'completed', output: { in: 1 }, startedAt: trace.endedAt });
    expect(rehearseYaml(run(', await: false')).trace.error?.detail).toContain(kind);
  });
});

const child = (body: string, version = '1.0.0') =>
  `document: { dsl: '1.0.3', namespace: n, name: child, version: '${version}' }\n${body}`;
const parent = (rest = '', version = '1.0.0') =>
  `do: [ { p: { run: { workflow: { namespace: n, name: child, version: '${version}', input: { a: '\${ .a }' } }${rest} } } } ]`;

describe('run.workflow', () => {
  it('rehearses a workflow inside the task, with records of its own', () => {
    const body = `
input: { from: '{ b: .a }' }
use: { secrets: [s] }
do:
  - x: { set: { sum: '\${ .b + 1 }', secret: '\${ $secrets.s }', outer: '\${ $context }', at: '\${ $task.reference }' } }
output: { as: '{ given: $workflow.input } + .' }
`;
    const { trace, task } = rehearseYaml(parent(), { input: { a: 1 }, workflows: [child(body)], secrets: { s: 'S' } });
    expect(trace.output).toEqual({ given: { a: 1 }, sum: 2, secret: 'S', outer: {}, at: '/do/0/x' });
    expect(task('x')[0]?.reference).toBe('/do/0/p/run/workflow/do/0/x');
    expect(trace.effects).toEqual([]);
    expect(trace.coverage?.tasks).toEqual(['/do/0/p']);
  });

  it('faults as the workflow does, naming the place in both', () => {
    const body = 'do: [ { x: { raise: { error: { type: t, status: 418, title: no } } } } ]';
    const { trace } = rehearseYaml(parent(), { workflows: [child(body)] });
    expect(trace.error).toMatchObject({ status: 418, instance: '/do/0/p/run/workflow/do/0/x' });
  });

  it('keeps to the timeouts of both', () => {
    const slow = 'do: [ { x: { wait: P1D } } ]';
    const own = rehearseYaml(parent(), { workflows: [child(`timeout: { after: PT1S }\n${slow}`)] });
    expect(own.trace.error).toMatchObject({ status: 408, instance: '/do/0/p/run/workflow/timeout' });
    const outer = rehearseYaml(parent().replace('p: {', 'p: { timeout: { after: PT2S },'), {
      workflows: [child(slow)],
    });
    expect(outer.trace.error).toMatchObject({ status: 408, instance: '/do/0/p' });
    expect(outer.task('x')[0]?.status).toBe('cancelled');
  });

  it('is answered by a stub first', () => {
    const { trace } = rehearseYaml(parent(), {
      input: { a: 1 },
      workflows: [child('do: [ { x: { set: { no: 1 } } } ]')],
      stubs: [{ kind: 'workflow', match: '.name == "child" and .input.a == 1', output: 7 }],
    });
    expect(trace.output).toBe(7);
  });

  it('finds the highest version as latest, and none of another version', () => {
    const workflows = ['1.9.0', '1.10.0', '1.10.0-rc'].map((version) =>
      child(`do: [ { x: { set: { v: '${version}' } } } ]`, version),
    );
    expect(rehearseYaml(parent('', 'latest'), { workflows }).trace.output).toEqual({ v: '1.10.0' });
    expect(rehearseYaml(parent('', '2.0.0'), { workflows }).trace.error?.detail).toContain('workflow n/child/2.0.0');
  });

  it('goes on at once where it is not awaited; the other runs to its end', () => {
    const body = 'do: [ { x: { wait: PT1H } }, { y: { raise: { error: { type: t, status: 400 } } } } ]';
    const { trace, task } = rehearseYaml(parent(', await: false'), { input: { a: 1 }, workflows: [child(body)] });
    expect(trace).toMatchObject({ status: 'completed', output: { a: 1 }, endedAt: trace.startedAt });
    expect(task('y')[0]).toMatchObject({ status: 'faulted', startedAt: '2000-01-01T01:00:00.000Z' });
  });

  it('says what is wrong with a workflow that is broken, and stops one that runs itself without end', () => {
    expect(rehearseYaml(parent(), { workflows: [child('do: 1')] }).trace.error).toMatchObject({ status: 400 });
    const endless = rehearseYaml(parent(), { workflows: [child(parent())] });
    expect(endless).toMatchObject({ trace: { status: 'limit' }, limit: expect.stringContaining('16 levels') });
  });
});
