import process from 'node:process';
import { bugReport } from './bugReport.ts';
import { exitStatus } from './command.ts';
import { runCommandLine } from './runCommandLine.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    stdin: process.stdin,
    out: (text) => void process.stdout.write(text),
    error: (line) => void process.stderr.write(`${line}\n`),
    ...(process.stderr.isTTY === true && {
      progress: (text: string) => void process.stderr.write(`\r\u001B[K${text}`),
    }),
    color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    folder: process.cwd(),
    signal: interrupted.signal,
  });
} catch (bug) {
  process.stderr.write(bugReport(process.argv[2], bug));
  process.exitCode = exitStatus.unable;
}
