import { buildStale } from './build/buildStale.ts';
import { runScript } from './setup/setupProblem.ts';
import { runUnitTests } from './steps/unitTests.ts';

/** `npm run unit [-- VITEST ARGUMENTS]`: every test that needs no window. */
await runScript(async () => {
  await buildStale();
  return (await runUnitTests(process.argv.slice(2))).failed === 0 ? 0 : 1;
});
