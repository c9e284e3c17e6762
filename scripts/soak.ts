import { runScript } from './setup/setupProblem.ts';
import { runPrograms } from './steps/programs.ts';

/** `npm run soak [-- NAME…]`: the programs test/soak/NAME.soak.ts, all by default; long runs, to be started by hand. */
await runScript(() => runPrograms('soak', process.argv.slice(2)));
