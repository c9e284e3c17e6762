import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import { build, builtCommandLine } from '../engine/builtEngine.ts';

beforeAll(() => build('cli'), 120_000);

describe('a standard output that takes nothing', () => {
  it('ends the command without a word where its reader went away', async () => {
    const command = spawn(process.execPath, [builtCommandLine, 'help']);
    command.stdout.destroy();
    let errors = '';
    command.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const [status] = await once(command, 'close');
    expect({ status, errors }).toEqual({ status: 2, errors: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('ends it with one line where it is full', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [builtCommandLine, 'help'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'drydock: standard output cannot be written (ENOSPC)\n',
    });
  });
});

describe('what nobody foresaw', () => {
  it('is told as a mistake of ours with status 2, without its message, wherever it is thrown', async () => {
    const thrower = 'data:text/javascript,setTimeout(() => { throw new Error("a secret"); }, 200)';
    const command = spawn(process.execPath, ['--import', thrower, builtCommandLine, 'check', '-']);
    let errors = '';
    command.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const [status] = await once(command, 'close');
    expect(status).toBe(2);
    expect(errors).toContain("this is a mistake in Drydock, not in what you gave it; 'check' was not finished.");
    expect(errors).not.toContain('a secret');
  });

  it.skipIf(process.platform === 'win32')('is said in one line where the folder is gone', () => {
    const folder = mkdtempSync(join(tmpdir(), 'drydock-gone-'));
    const line = `rmdir '${folder}' && exec '${process.execPath}' '${builtCommandLine}' help`;
    const { status, stderr } = spawnSync('/bin/bash', ['-c', line], { cwd: folder, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr.split('\n').at(-2)).toBe('drydock: the folder that this runs in was removed; change to another');
  });
});
