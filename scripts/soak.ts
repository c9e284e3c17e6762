import { runScript } from './setup/setupProblem.ts';
import { runPrograms } from './steps/programs.ts';

/**
 * `npm run soak [-- NAME…] [--count=N] [--seed=N]`: the programs test/soak/NAME.soak.ts, all by default; long runs, to be
 * started by hand. Options go to each program.
 */
const given = process.argv.slice(2);
const isOption = (argument: string) => argument.startsWith('--');
await runScript(() =>
  runPrograms(
    'soak',
    given.filter((argument) => !isOption(argument)),
    given.filter(isOption),
  ),
);
