import { say } from '../say.ts';

/** Something about this machine that the person has to change; its message says what. */
export class SetupProblem extends Error {}

/** Runs a script's work: a problem of the machine is one line and status 2, anything else a bug with its stack. */
export async function runScript(work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    say(error.message);
    process.exitCode = 2;
  }
}
