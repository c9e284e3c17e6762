import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Trace } from '../../shared/simulation/trace.ts';
import { build, builtCommandLine } from '../engine/builtEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-run-'));

const workflow = `
document: { dsl: '1.0.3', namespace: test, name: order, version: '1.0.0' }
do:
  - total: { set: { total: '\${ [.items[].price] | add }', id: '\${ .id }' } }
  - route: { switch: [ { small: { when: .total < 100, then: end } } ] }
  - approve: { call: http, with: { method: post, endpoint: 'https://erp.example/approvals/{id}' } }
`;
const files: Readonly<Record<string, string>> = {
  'order.yaml': workflow,
  'order.small.scenario.yaml':
    'input: { id: 1, items: [ { price: 5 } ] }\nexpect: { output: { total: 5, id: 1 }, tasks: { notRun: [approve] } }',
  'order.large.scenario.yaml':
    'inputFile: large.json\nstubFiles: [erp.json]\nseed: 4\nexpect: { output: { ok: true }, effects: { sent: [ { kind: http, stub: erp } ] } }',
  'large.json': '{ "id": 7, "items": [ { "price": 500 } ] }',
  'erp.json':
    '{ "mappings": [ { "name": "erp", "request": { "urlPath": "/approvals/7" }, "response": { "jsonBody": { "ok": true } } } ] }',
  'sub/bad.yaml': workflow.replace('set:', 'sett:'),
  'sub/bad.broken.scenario.yaml': 'expect: { status: completed }',
  'broken.yaml': 'a: [',
};

function drydock(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommandLine, ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  build('engine', 'cli');
  mkdirSync(join(folder, 'sub'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('drydock run', () => {
  const trace = (stdout: string) => JSON.parse(stdout) as Trace;

  it('prints the trace, the same each time, and ends with 0 where the run completes', () => {
    const one = drydock(['run', 'order.yaml', '--scenario', 'order.large.scenario.yaml', '--format', 'json']);
    const two = drydock(['run', 'order.yaml', '--scenario', 'order.large.scenario.yaml', '--format', 'json']);
    expect(one).toEqual(two);
    expect(one).toMatchObject({ status: 0, stderr: '' });
    expect(trace(one.stdout)).toMatchObject({ trace: 1, seed: 4, status: 'completed', output: { ok: true } });
  });

  it('says on standard error that expectations do not hold, and no value', () => {
    writeFileSync(join(folder, 'strict.yaml'), 'input: { ssn: 123-45-6789 }\nexpect: { output: { private: 1 } }\n');
    const strict = drydock(['run', 'order.yaml', '--scenario', 'strict.yaml', '--format', 'json']);
    expect(strict.status).toBe(1);
    expect(strict.stderr).toMatch(/^drydock run: \d of 2 expectations do not hold; --format text shows which\n$/);
    expect(drydock(['run', 'order.yaml', '--scenario', 'strict.yaml']).stdout).toMatch(/^NOT OK {4}output: /m);
  });

  it('lets no scenario read what is outside its folder and ours, nor standard input', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'drydock-private-'));
    writeFileSync(join(elsewhere, 'key.json'), '{ "key": "private" }');
    symlinkSync(elsewhere, join(folder, 'link'));
    for (const name of [
      join(elsewhere, 'key.json'),
      join('..', basename(elsewhere), 'key.json'),
      'link/key.json',
      '-',
    ]) {
      writeFileSync(join(folder, 'nosy.yaml'), `inputFile: ${JSON.stringify(name)}\n`);
      const { status, stdout, stderr } = drydock(
        ['run', 'order.yaml', '--scenario', 'nosy.yaml'],
        '{ "key": "private" }',
      );
      expect([status, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(name === '-' ? /does not exist/ : /outside the scenario's folder/);
    }
    rmSync(elsewhere, { recursive: true });
  });

  it('takes input from a pipe, stubs from a file; flags go before the scenario', () => {
    const { status, stdout } = drydock(
      [
        'run',
        'order.yaml',
        '--input',
        '-',
        '--stubs',
        'erp.json',
        '--scenario',
        'order.small.scenario.yaml',
        '--seed',
        '9',
        '--clock',
        '2031-01-01T00:00:00Z',
        '--format',
        'json',
      ],
      '{ "id": 7, "items": [ { "price": 900 } ] }',
    );
    // The scenario's expectations are about its own input.
    expect(status).toBe(1);
    expect(trace(stdout)).toMatchObject({ seed: 9, startedAt: '2031-01-01T00:00:00.000Z', output: { ok: true } });
  });

  it('prints the trace and ends with 1 where the run faults', () => {
    const { status, stdout } = drydock(['run', 'order.yaml', '--input', 'large.json', '--format', 'json']);
    expect(status).toBe(1);
    expect(trace(stdout).error?.detail).toContain('POST https://erp.example/approvals/7');
    const text = drydock(['run', 'order.yaml', '--input', 'large.json']);
    expect(text.stdout).toContain('faulted   /do/2/approve (call)');
  });

  it.each([
    [['run']],
    [['run', 'nowhere.yaml']],
    [['run', 'broken.yaml']],
    [['run', 'order.yaml', '--seed', 'x']],
    [['run', 'order.yaml', '--seed', '-3']],
    [['run', 'order.yaml', '--clock', 'noon']],
    [['run', 'order.yaml', '--format', 'xml']],
    [['run', 'order.yaml', '--scenario', 'order.yaml']],
    [['run', 'order.yaml', '--unknown']],
  ])('ends with 2 and one line where it cannot run: %j', (args) => {
    const { status, stdout, stderr } = drydock(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^drydock run: [^\n]+\n$/);
  });
});

describe('drydock test', () => {
  it('runs the scenarios of a workflow', () => {
    const { status, stdout } = drydock(['test', 'order.yaml', '--coverage']);
    expect(status).toBe(0);
    expect(stdout).toContain('2 passed, 0 failed');
    expect(stdout).toContain('3 of 3 tasks, 2 of 2 branches');
  });

  it('finds scenarios below a folder, and ends with 1 where one is not as expected', () => {
    const { status, stdout } = drydock(['test', '.', '--format', 'json']);
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ test: 1, passed: 2, failed: 1 });
    expect(report.scenarios.map(({ name, passed }: { name: string; passed: boolean }) => [name, passed])).toEqual([
      ['large', true],
      ['small', true],
      ['broken', false],
    ]);
  });

  it('reports as JUnit', () => {
    const { status, stdout } = drydock(['test', 'sub/bad.broken.scenario.yaml', '--format', 'junit']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites tests="1" failures="1">/);
    expect(stdout).toContain('<failure message="status is completed">');
  });

  it('runs the others where one cannot be run, and says which', () => {
    writeFileSync(join(folder, 'lone.one.scenario.yaml'), 'input: {}\n');
    const { status, stdout, stderr } = drydock([
      'test',
      'order.yaml',
      'nowhere',
      'lone.one.scenario.yaml',
      'order.yaml',
    ]);
    expect(status).toBe(2);
    rmSync(join(folder, 'lone.one.scenario.yaml'));
    expect(stdout).toContain('NOT RUN lone.one.scenario.yaml\n2 passed, 0 failed, 2 not run\n');
    expect(stderr).toBe(
      'drydock test: nowhere does not exist\ndrydock test: lone.one.scenario.yaml: lone.yaml does not exist\n',
    );
    const missing = ['test', 'order.yaml', '--policy', 'nowhere.yaml'];
    expect(drydock(missing)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'drydock test: nowhere.yaml does not exist\n',
    });
  });

  it.each([[['test']], [['test', 'nowhere']], [['test', 'broken.yaml']]])(
    'ends with 2 where it cannot run: %j',
    (args) => {
      expect(drydock(args)).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/^drydock test: [^\n]+\n$/),
      });
    },
  );
});

describe('drydock eval', () => {
  it.each([
    [['eval', '-1'], '', '-1\n'],
    [['eval', '.a[]', '--input', '-'], '{"a":[1,"x",{"b":null}]}', '1\n"x"\n{"b":null}\n'],
    [['eval', '$id + 1', '--vars', 'large.json'], '', '8\n'],
    [['eval', 'empty'], '', ''],
    [['eval', '--help'], '', null],
  ])('prints one output a line: %j', (args, input, stdout) => {
    const result = drydock(args, input);
    expect(result.status).toBe(0);
    if (stdout !== null) expect(result.stdout).toBe(stdout);
  });

  it('ends with 1 on an error, behind what came before, and with 2 where it does not compile', () => {
    expect(drydock(['eval', '1, error("no")'])).toMatchObject({
      status: 1,
      stdout: '1\n',
      stderr: 'drydock eval: no\n',
    });
    expect(drydock(['eval', '.a |'])).toMatchObject({ status: 2, stdout: '' });
    expect(drydock(['eval'])).toMatchObject({ status: 2 });
    expect(drydock(['eval', '.', '--input', 'nowhere.json'])).toMatchObject({ status: 2 });
  });
});
