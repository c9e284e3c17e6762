import { say } from '../say.ts';
import type { Counts } from './counts.ts';
import { runTool } from './runTool.ts';

/** Lint and format, types, boundaries: each counts as one test. */
const checks = [
  {
    name: 'lint and format',
    script: '@biomejs/biome/bin/biome',
    args: ['check', '--error-on-warnings', '--diagnostic-level=warn', '.'],
  },
  { name: 'types', script: 'typescript/bin/tsc', args: ['-b'] },
  {
    name: 'boundaries',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', 'shared', 'electron', 'renderer'],
  },
] as const;

/** Runs every check, also after one has failed. */
export async function runChecks(): Promise<Counts> {
  let failed = 0;
  for (const check of checks) {
    say(`checking ${check.name}`);
    if ((await runTool(check.script, check.args)) !== 0) {
      say(`${check.name}: failed`);
      failed += 1;
    }
  }
  return { passed: checks.length - failed, failed, skipped: 0 };
}
