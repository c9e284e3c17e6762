import process from 'node:process';

/** Tells the person at the terminal what a script is doing; on standard error, which leaves the output to the command. */
export function say(line: string): void {
  process.stderr.write(`drydock: ${line}\n`);
}
