import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from '../build/buildStale.ts';
import { root } from '../root.ts';
import { ensureDebianPackages } from '../setup/debianPackages.ts';
import { ensureElectron } from '../setup/electronRuntime.ts';
import { SetupProblem } from '../setup/setupProblem.ts';
import { runNode } from './runTool.ts';
import { withWindow } from './windowEnvironment.ts';

function programsOf(kind: string, names: readonly string[]): string[] {
  const folder = join(root, 'test', kind);
  const ending = `.${kind}.ts`;
  const all = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(ending)) : [];
  const wanted = names.length === 0 ? all : names.map((name) => `${name}${ending}`);
  const unknown = wanted.find((file) => !all.includes(file));
  if (unknown !== undefined) throw new SetupProblem(`test/${kind}/${unknown} does not exist.`);
  return wanted.map((file) => join(folder, file));
}

/**
 * Runs the programs of test/KIND one after the other against the built application, each with these options; status 1
 * when one of them failed.
 */
export async function runPrograms(
  kind: string,
  names: readonly string[],
  options: readonly string[] = [],
): Promise<number> {
  const programs = programsOf(kind, names);
  if (programs.length === 0) throw new SetupProblem(`test/${kind} has no program, a file *.${kind}.ts, yet.`);
  ensureDebianPackages('tests');
  const dist = await ensureElectron();
  await buildStale();
  return withWindow(dist, async (env) => {
    let status = 0;
    for (const program of programs) if ((await runNode([program, ...options], env)) !== 0) status = 1;
    return status;
  });
}
