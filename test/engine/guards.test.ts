import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { detectGuards, type Guards, guardedLaunch, noGuards } from '../../electron/core/rehearsal/guards.ts';

const guards = await detectGuards(process.execPath);

/** What a program tells of its surroundings, as JSON. */
async function told(held: Guards, code: string): Promise<unknown> {
  const program = { command: process.execPath, args: ['-e', `console.log(JSON.stringify(${code}))`] };
  const { command, args } = guardedLaunch(held, program, { folder: dirname(process.execPath), cpuSeconds: 60 });
  const { stdout } = await promisify(execFile)(command, [...args], { env: {} });
  return JSON.parse(stdout);
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

  it.skipIf(guards.bubblewrap === null)('shows no file, process or network of the system', async () => {
    const code = `(() => {
      const { readdirSync, existsSync } = require('fs');
      return { root: readdirSync('/'), passwd: existsSync('/etc/passwd'), temporary: existsSync('/tmp'),
        net: Object.keys(require('os').networkInterfaces()), pid: process.pid < 10 };
    })()`;
    expect(await told(guards, code)).toMatchObject({ passwd: false, temporary: false, net: ['lo'], pid: true });
  });
});
