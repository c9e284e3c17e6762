import { runScript } from './setup/setupProblem.ts';
import { runChecks } from './steps/checks.ts';

/** `npm run check`: lint and format, types, boundaries. */
await runScript(async () => ((await runChecks()).failed === 0 ? 0 : 1));
