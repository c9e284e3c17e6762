import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildStale } from './build/buildStale.ts';
import { root } from './root.ts';
import { runScript, SetupProblem } from './setup/setupProblem.ts';

/** `npm run --silent drydock -- COMMAND …`: the command line from a checkout, built where it is stale. */
await runScript(async () => {
  await buildStale(['engine', 'cli']);
  const built = join(root, 'out/cli/drydock.js');
  if (!existsSync(built)) throw new SetupProblem('the command line is not built.');
  // npm runs scripts in the checkout; the paths that a person gives are relative to where they are.
  if (process.env.INIT_CWD !== undefined) process.chdir(process.env.INIT_CWD);
  process.argv[1] = built;
  await import(pathToFileURL(built).href);
  return Number(process.exitCode ?? 0);
});
