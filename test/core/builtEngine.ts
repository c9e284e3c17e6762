import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The engine's built entry file: the child may read its own folder only, so it cannot run from the sources. */
export const builtEngine: string = join(import.meta.dirname, '../../out/engine/engine.js');

/** Whether there is one; says why tests are left out where there is none. */
export function hasBuiltEngine(): boolean {
  const built = existsSync(builtEngine);
  if (!built) process.stdout.write('skipped: the engine is not built; `npm run build` makes it\n');
  return built;
}
