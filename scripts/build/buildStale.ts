import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, stateFolder } from '../root.ts';
import { say } from '../say.ts';
import { SetupProblem } from '../setup/setupProblem.ts';
import { withBuildLock } from './buildLock.ts';
import { builtStamp, stampFile, stampOf } from './sourceStamp.ts';
import { swapIn } from './swapIn.ts';
import { type BuildTarget, targets } from './targets.ts';

function isStale(target: BuildTarget): boolean {
  return !existsSync(join(root, 'out', target.output)) || builtStamp(target.name) !== stampOf(target.sources);
}

async function rebuild(target: BuildTarget): Promise<void> {
  // Loaded only now: on a start with nothing to build, loading Vite would be most of the time.
  const { buildTarget } = await import('./buildTarget.ts');
  const { copyRuntimeFiles } = await import('./runtimeFiles.ts');
  const folder = join(root, 'out', target.name);
  const fresh = `${folder}.new`;
  const stamp = stampOf(target.sources);
  say(`building ${target.name}`);
  try {
    await buildTarget(target, fresh);
    copyRuntimeFiles(target.name, fresh);
    swapIn(fresh, folder);
  } catch (error) {
    throw new SetupProblem(`building ${target.name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(stampFile(target.name), stamp);
}

/** Builds those of the named targets (all by default) that are older than their sources. */
export async function buildStale(names: readonly string[] = targets.map((target) => target.name)): Promise<void> {
  const wanted = targets.filter((target) => names.includes(target.name));
  for (const missing of wanted.filter((target) => !existsSync(join(root, target.entry)))) {
    say(`skipping ${missing.name}: ${missing.entry} does not exist`);
  }
  const present = wanted.filter((target) => existsSync(join(root, target.entry)));
  if (!present.some(isStale)) return;
  await withBuildLock(async () => {
    for (const target of present.filter(isStale)) await rebuild(target);
  });
}
