import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { engineProgram } from '../../electron/core/rehearsal/enginePrograms.ts';
import { detectGuards, type Guards, guardedLaunch, noGuards } from '../../electron/core/rehearsal/guards.ts';
import { LockedProcess } from '../../electron/core/rehearsal/lockedProcess.ts';
import { build, builtEngine } from './builtEngine.ts';

beforeAll(() => build('engine'), 120_000);

const guards = await detectGuards(process.execPath);

/** What a program tells of its surroundings, as JSON. */
async function told(held: Guards, code: string): Promise<unknown> {
  const program = { command: process.execPath, args: ['-e', `console.log(JSON.stringify(${code}))`] };
  const { command, args } = guardedLaunch(held, program, { folder: dirname(process.execPath), cpuSeconds: 60 });
  const { stdout } = await promisify(execFile)(command, [...args], { env: {} });
  return JSON.parse(stdout);
}

/** Process groups that something runs in (proc(5), `stat`: state, parent and group follow the name). */
function groupsOfLiving(): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [state, , group] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return state === 'Z' ? [] : [Number(group)];
    } catch {
      return [];
    }
  });
}

describe('what the system holds a child by', () => {
  it('is nothing where there is nothing', async () => {
    expect(await told(noGuards, '1 + 1')).toBe(2);
    const nowhere = await detectGuards('/nowhere/node');
    expect(nowhere).toEqual(noGuards);
  });

  it.skipIf(guards.prlimit === null)('bounds what the kernel counts', async () => {
    const limits = await told(
      { ...guards, bubblewrap: null },
      'require("fs").readFileSync("/proc/self/limits", "utf8")',
    );
    expect(limits).toMatch(/Max file size\s+0 /);
    expect(limits).toMatch(/Max core file size\s+0 /);
    expect(limits).toMatch(/Max cpu time\s+60 /);
  });

  it.skipIf(guards.setpriv === null)('ends it with its parent, also where it never looks at its pipes', async () => {
    const held = guardedLaunch(
      { ...noGuards, setpriv: guards.setpriv },
      { command: process.execPath, args: ['-e', 'console.log(process.pid); for (;;);'] },
      { folder: dirname(process.execPath), cpuSeconds: 60 },
    );
    const parent = `const { spawn } = require('child_process');
      spawn(${JSON.stringify(held.command)}, ${JSON.stringify(held.args)}, { detached: true, stdio: 'inherit' });`;
    const running = spawn(process.execPath, ['-e', parent], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [said] = await once(running.stdout, 'data');
    running.kill('SIGKILL');
    // The child holds the pipe open for as long as it lives.
    await once(running, 'close');
    expect(Number(said)).toBeGreaterThan(1);
  });

  it.skipIf(guards.bubblewrap === null)('leaves nothing of a child that is ended while it starts', async () => {
    const program = engineProgram(builtEngine, 60);
    const pids = new Set<number>();
    for (let delay = 0; delay < 12; delay += 1) {
      const child = new LockedProcess(program, 2 ** 30, guards);
      pids.add(child.pid ?? 0);
      await pause(delay);
      child.kill('closed');
    }
    await expect.poll(() => groupsOfLiving().filter((group) => pids.has(group))).toEqual([]);
  });

  it.skipIf(guards.bubblewrap === null)('shows no file, process or network of the system', async () => {
    const code = `(() => {
      const { readdirSync, existsSync } = require('fs');
      return { root: readdirSync('/'), passwd: existsSync('/etc/passwd'), temporary: existsSync('/tmp'),
        net: Object.keys(require('os').networkInterfaces()), pid: process.pid < 10 };
    })()`;
    expect(await told(guards, code)).toMatchObject({ passwd: false, temporary: false, net: ['lo'], pid: true });
  });
});
