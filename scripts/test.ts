import { buildStale } from './build/buildStale.ts';
import { say } from './say.ts';
import { ensureDebianPackages } from './setup/debianPackages.ts';
import { ensureElectron } from './setup/electronRuntime.ts';
import { runScript, SetupProblem } from './setup/setupProblem.ts';
import { runChecks } from './steps/checks.ts';
import { type Counts, sumOf } from './steps/counts.ts';
import { runUnitTests } from './steps/unitTests.ts';
import { runWindowTests } from './steps/windowTests.ts';

/** A build that fails is one failed test, and the tests that do not need it still run. */
async function build(): Promise<Counts> {
  try {
    await buildStale();
    return { passed: 0, failed: 0, skipped: 0 };
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    say(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** `npm test`: checks, then all tests; the last line is the sum. */
await runScript(async () => {
  ensureDebianPackages('tests');
  const dist = await ensureElectron();
  const steps = [await build(), await runChecks(), await runUnitTests([]), await runWindowTests(dist, [])];
  const { passed, failed, skipped } = sumOf(steps);
  process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
  return failed === 0 ? 0 : 1;
});
