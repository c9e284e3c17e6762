import process from 'node:process';
import { bugReport } from './bugReport.ts';
import { exitStatus } from './command.ts';
import { runCommandLine } from './runCommandLine.ts';

let interrupted: AbortController | null = null;

/** Until a command asks for it, an interrupt ends the process; then the first ends the command in good order. */
function interruptSignal(): AbortSignal {
  if (interrupted !== null) return interrupted.signal;
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => controller.abort());
  interrupted = controller;
  return controller.signal;
}

// A reader may go away, as `head` does once it has enough: then nobody is left to tell.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code !== 'EPIPE') process.stderr.write(`drydock: standard output cannot be written (${code})\n`);
  process.exit(exitStatus.unable);
});
process.stderr.on('error', () => process.exit(exitStatus.unable));

/** The folder that the command runs in; null where it was removed since. */
function currentFolder(): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

function reportBug(bug: unknown): void {
  process.stderr.write(bugReport(process.argv[2], bug));
  process.exitCode = exitStatus.unable;
}

// What is thrown where nobody waits for it: Node would print its message, and end with the status of an answer.
process.on('uncaughtException', (bug) => {
  reportBug(bug);
  process.exit();
});

const folder = currentFolder();
if (folder === null) {
  process.stderr.write('drydock: the folder that this runs in was removed; change to another\n');
  process.exit(exitStatus.unable);
}

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    stdin: process.stdin,
    out: (text) => void process.stdout.write(text),
    error: (line) => void process.stderr.write(`${line}\n`),
    ...(process.stderr.isTTY === true && {
      progress: (text: string) => void process.stderr.write(`\r\u001B[K${text}`),
    }),
    // https://no-color.org: any value that is not empty.
    color: process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '' && process.env.TERM !== 'dumb',
    columns: process.stdout.columns,
    folder,
    get signal() {
      return interruptSignal();
    },
  });
} catch (bug) {
  reportBug(bug);
}
