import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, builtCommandLine } from '../engine/builtEngine.ts';

const folder = mkdtempSync(join(tmpdir(), 'drydock-interrupt-'));
const rows = 5_000;

beforeAll(() => {
  build('engine', 'cli');
  const task = 'busy: { run: { script: { language: js, code: "for (let i = 0; i < 3e8; i += 1);" } } }';
  const header = "document: { dsl: '1.0.3', namespace: test, name: busy, version: '1.0.0' }";
  writeFileSync(join(folder, 'busy.yaml'), `${header}\ndo:\n  - ${task}\n`);
  for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `busy.${name}.scenario.yaml`), 'input: {}\n');
  writeFileSync(join(folder, 'rows.json'), JSON.stringify(Array.from({ length: rows }, (_, id) => ({ id }))));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The processes that a process has started. */
function childrenOf(pid: number): string {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
}

/** How a command ends that is interrupted as a terminal does it: the whole group, once it has started others. */
async function interrupted(signal: NodeJS.Signals, ...args: readonly string[]) {
  const command = spawn(process.execPath, [builtCommandLine, ...args], { cwd: folder, detached: true });
  const { pid = 0 } = command;
  let out = '';
  let errors = '';
  command.stdout.on('data', (chunk) => (out += chunk));
  command.stderr.on('data', (chunk) => (errors += chunk));
  while (childrenOf(pid) === '') await pause(20);
  process.kill(-pid, signal);
  const [status] = await once(command, 'close');
  return { status, out, errors };
}

describe.skipIf(process.platform !== 'linux')('an interrupt', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('(%s) ends a batch with what was done', async (signal) => {
    const { status, out, errors } = await interrupted(signal, 'run', 'busy.yaml', '--rows', 'rows.json');
    expect({ status, errors }).toEqual({ status: 1, errors: '' });
    expect(out).toMatch(new RegExp(`^\\d+ of ${rows} rows, cancelled`, 'm'));
  });

  it('ends tests with those that came to their end', async () => {
    const { status, out, errors } = await interrupted('SIGINT', 'test', '.', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ failed: 0, unrun: [] });
    expect(errors).toMatch(/^drydock test: interrupted: \d+ of 3 scenarios did not come to their end\n$/);
  });
});
