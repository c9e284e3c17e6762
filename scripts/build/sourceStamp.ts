import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, stateFolder } from '../root.ts';

/** What every target depends on beside its own sources. */
const shared = ['scripts/build', 'package-lock.json'];

function filesBelow(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

/** Fingerprint of files by name, size and time of change: reading their contents would cost more than it finds. */
export function stampOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...sources, ...shared].flatMap((source) => filesBelow(join(root, source)))) {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat !== undefined) hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** File that keeps the stamp a target was built from. */
export function stampFile(target: string): string {
  return join(stateFolder, `${target}.stamp`);
}

/** The stamp that a target was last built from; empty when it never was. */
export function builtStamp(target: string): string {
  try {
    return readFileSync(stampFile(target), 'utf8');
  } catch {
    return '';
  }
}
