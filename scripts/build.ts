import { buildStale } from './build/buildStale.ts';
import { runScript } from './setup/setupProblem.ts';

/** `npm run build [-- TARGET…]`: builds what is older than its sources. */
await runScript(async () => {
  await buildStale(process.argv.length > 2 ? process.argv.slice(2) : undefined);
  return 0;
});
