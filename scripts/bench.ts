import { runScript } from './setup/setupProblem.ts';
import { runPrograms } from './steps/programs.ts';

/** `npm run bench [-- NAME…]`: the programs test/bench/NAME.bench.ts, all by default; measurements: ratios against a baseline of the same run. */
await runScript(() => runPrograms('bench', process.argv.slice(2)));
