import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from '../root.ts';
import { type Counts, vitestCounts, withExitStatus } from './counts.ts';
import { runTool } from './runTool.ts';

/** Runs everything that Vitest runs. */
export async function runUnitTests(args: readonly string[]): Promise<Counts> {
  const report = join(stateFolder, 'vitest.json');
  mkdirSync(stateFolder, { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const status = await runTool('vitest/vitest.mjs', ['run', ...reporters, ...args]);
  return withExitStatus(vitestCounts(report), status);
}
