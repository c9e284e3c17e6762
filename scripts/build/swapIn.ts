import { existsSync, renameSync, rmSync } from 'node:fs';

/** Puts what was made in `fresh` in the place of `folder`: who starts a program from there meanwhile finds the one or the other. */
export function swapIn(fresh: string, folder: string): void {
  const former = `${folder}.old`;
  rmSync(former, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, former);
  renameSync(fresh, folder);
  rmSync(former, { recursive: true, force: true });
}
