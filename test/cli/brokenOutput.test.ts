import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
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
