import { say } from './say.ts';
import { ensureDebianPackages } from './setup/debianPackages.ts';
import { ensureElectron } from './setup/electronRuntime.ts';
import { retryOfficialElectron } from './setup/officialElectron.ts';
import { runScript } from './setup/setupProblem.ts';

/** `npm run setup [-- --retry]`: everything that a start or a test run would set up; --retry tries the official Electron again. */
await runScript(async () => {
  if (process.argv.includes('--retry')) retryOfficialElectron();
  ensureDebianPackages('tests');
  say(`ready; Electron is in ${await ensureElectron()}`);
  return 0;
});
