import { buildStale } from './build/buildStale.ts';
import { ensureDebianPackages } from './setup/debianPackages.ts';
import { ensureElectron } from './setup/electronRuntime.ts';
import { runScript } from './setup/setupProblem.ts';
import { runWindowTests } from './steps/windowTests.ts';

/** `npm run e2e [-- PLAYWRIGHT ARGUMENTS]`: the tests that drive the real window. */
await runScript(async () => {
  ensureDebianPackages('tests');
  const dist = await ensureElectron();
  await buildStale();
  return (await runWindowTests(dist, process.argv.slice(2))).failed === 0 ? 0 : 1;
});
