import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.ts';
import { SetupProblem } from './setupProblem.ts';

/** Sees to the Debian packages of the window, or of its tests too; does nothing on other systems. */
export function ensureDebianPackages(purpose: 'window' | 'tests'): void {
  if (process.platform !== 'linux') return;
  const { status } = spawnSync('sh', [join(root, 'scripts/debian-packages.sh'), purpose], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new SetupProblem('Debian packages are missing: see above.');
}
