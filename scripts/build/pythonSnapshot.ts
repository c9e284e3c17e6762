import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { root, stateFolder } from '../root.ts';

const maker = join(root, 'electron/engine/python/makeSnapshot.ts');

/** What the snapshot is made from. */
const sources = [
  maker,
  join(root, 'electron/engine/python/guestPrelude.ts'),
  join(root, 'electron/engine/python/pyodideOptions.ts'),
  join(root, 'electron/engine/python/virtualClock.ts'),
  join(root, 'node_modules/pyodide/package.json'),
];

/**
 * The file with the memory of an interpreter that has started: a Python child begins there instead of starting CPython
 * each time. Making it takes seconds, so it is kept until what it is made from changes.
 */
export function pythonSnapshot(): string {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const file = join(stateFolder, `python-${hash.digest('hex').slice(0, 16)}.snapshot`);
  if (existsSync(file)) return file;
  mkdirSync(stateFolder, { recursive: true });
  const { status, stderr } = spawnSync(process.execPath, [maker, `${file}.new`], {
    encoding: 'utf8',
    env: { TZ: 'UTC' },
  });
  if (status !== 0) throw new Error(`the snapshot of the Python interpreter could not be made: ${stderr}`);
  renameSync(`${file}.new`, file);
  return file;
}
