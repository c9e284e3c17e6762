import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { CommandIo } from '../../electron/cli/command.ts';
import { runBatch } from '../../electron/cli/runBatch.ts';
import { build, builtCommandLine, testPool } from '../engine/builtEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-rows-'));
const files: Readonly<Record<string, string>> = {
  'route.yaml': `document: { dsl: '1.0.3', namespace: test, name: route, version: '1.0.0' }
do:
  - choose: { switch: [ { big: { when: .amount > 10, then: approve } } ] }
  - small: { set: { ok: true }, then: end }
  - approve: { call: http, with: { method: post, endpoint: 'https://erp.example/approvals' } }
`,
  'approved.yaml': 'stubs: [ { request: { urlPath: /approvals }, response: { jsonBody: { ok: true } } } ]\n',
  'amounts.csv': 'id,amount\na,1\nb,20\nc,2\n',
  'amounts.json': '[ { "amount": 1 }, { "amount": 2 } ]\n',
};

function drydock(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommandLine, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

beforeAll(() => {
  build('engine', 'cli');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe('drydock run --rows', () => {
  it('says how many rows went which way, and ends with 1 unless all completed', () => {
    const { status, stdout, stderr } = drydock('run', 'route.yaml', '--rows', 'amounts.csv');
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('2 completed\n        2 tasks, by /do/0/choose#none\n        rows 0, 2\n');
    expect(stdout).toMatch(/1 faulted: 500 Communication Error at \/do\/2\/approve/);
    expect(stdout).toMatch(/^3 of 3 rows, 2 outcomes$/m);
    const stubbed = drydock('run', 'route.yaml', '--rows', 'amounts.csv', '--stubs', 'approved.yaml');
    expect(stubbed.status).toBe(0);
  });

  it('prints the same as JSON', () => {
    const { status, stdout } = drydock('run', 'route.yaml', '--rows', 'amounts.json', '--format', 'json');
    expect(status).toBe(0);
    const outcome = { status: 'completed', error: null, branches: ['/do/0/choose#none'], count: 2, rows: [0, 1] };
    expect(JSON.parse(stdout)).toMatchObject({ batch: 1, total: 2, done: 2, status: 'completed', outcomes: [outcome] });
  });

  it('shows one of the rows as a run of its own', () => {
    const { status, stdout } = drydock('run', 'route.yaml', '--rows', 'amounts.csv', '--row', '1', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'faulted', input: { id: 'b', amount: 20 } });
  });

  it.each([
    [['--rows', 'none.csv'], /none\.csv does not exist/],
    [['--rows', 'route.yaml'], /\.csv or \.json/],
    [['--rows', 'amounts.csv', '--input', 'amounts.json'], /not both/],
    [['--row', '1'], /--row is a row of --rows/],
    [['--rows', 'amounts.csv', '--row', '3'], /from 0 to 2/],
  ])('ends with 2 and one line for %j', (args, message) => {
    const { status, stdout, stderr } = drydock('run', 'route.yaml', ...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it('prints what was done where it is interrupted', async () => {
    const pool = testPool();
    onTestFinished(() => pool.close());
    const interrupted = new AbortController();
    const shown: string[] = [];
    let out = '';
    const io: CommandIo = {
      stdin: Readable.from([]),
      out: (text) => {
        out += text;
      },
      error: (line) => expect(line).toBe(''),
      progress(text) {
        shown.push(text);
        interrupted.abort();
      },
      color: false,
      folder,
      signal: interrupted.signal,
    };
    const rows = Array.from({ length: 20_000 }, () => '{"amount":1}');
    const request = { definition: files['route.yaml'] ?? '', signal: interrupted.signal };
    expect(await runBatch(pool, request, rows, { format: 'text', io })).toBe(1);
    expect(out).toMatch(/^ *\d+ completed\n(?:.*\n)*\d+ of 20000 rows, cancelled, 1 outcome\n$/);
    expect(shown[0]).toMatch(/^\d+ of 20000 rows$/);
    expect(shown.at(-1)).toBe('');
  });
});
