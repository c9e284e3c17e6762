import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { EnginePool } from '../../electron/core/rehearsal/enginePool.ts';
import { noGuards } from '../../electron/core/rehearsal/guards.ts';
import { rehearseWorkflow } from '../../electron/core/rehearsal/rehearseWorkflow.ts';
import { builtEngine, scriptWorkflow } from './builtEngine.ts';

const module = join(import.meta.dirname, '../../electron/core/rehearsal/lockedProcess.ts');

/** Starts a child where nothing can be opened any more, and prints how that ended. */
const full = `
  import { openSync } from 'node:fs';
  import { LockedProcess } from ${JSON.stringify(module)};
  const program = { name: 'It', node: process.execPath, file: process.execPath, flags: [], reports: { safeParse: () => ({}) } };
  const guards = { prlimit: null, bubblewrap: null, setpriv: null };
  console.log('begun');
  for (;;) {
    try { openSync('/dev/null'); } catch { break; }
  }
  const child = new LockedProcess(program, 1e9, guards);
  child.listen({ report: () => undefined, end: (end) => console.log(JSON.stringify(end)) });
  child.send({});
`;

describe('an engine that cannot be started', () => {
  it('is unavailable, with the reason of the system', async () => {
    const pool = new EnginePool({ ...builtEngine, node: '/nowhere/node' }, { guards: noGuards });
    const answer = await rehearseWorkflow(pool, { definition: scriptWorkflow('return 1;') });
    pool.close();
    expect(answer).toEqual({
      ok: false,
      error: {
        code: 'unavailable',
        message: 'The engine could not be started: the system refused (ENOENT).',
      },
    });
  });

  it.skipIf(process.platform === 'win32')('says so where no file can be opened any more', () => {
    const script = `ulimit -n 64; exec "$0" --no-warnings --input-type=module -e "$1"`;
    const { stdout } = spawnSync('sh', ['-c', script, process.execPath, full], { encoding: 'utf8' });
    expect(stdout).toBe('begun\n{"kind":"unstarted","code":"EMFILE"}\n');
  });
});
