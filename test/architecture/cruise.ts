import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cruiser = `${root}node_modules/dependency-cruiser/bin/dependency-cruiser.mjs`;

/** A broken rule: its name and the import that breaks it. */
export type Violation = { rule: string; from: string; to: string };

type Report = { summary: { violations: { rule: { name: string }; from: string; to: string }[] } };

/** Runs the project's own boundary rules over folders below `base` (the checkout by default). */
export function cruise(folders: readonly string[], base: string = root): Violation[] {
  const args = [cruiser, '--config', `${root}.dependency-cruiser.cjs`, '--output-type', 'json', ...folders];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: base, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(`dependency-cruiser said nothing: ${stderr}`);
  const report = JSON.parse(stdout) as Report;
  return report.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}
