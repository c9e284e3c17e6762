import process from 'node:process';
import { exitStatus } from './command.ts';
import { runCommandLine } from './runCommandLine.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());

try {
  process.exitCode = await runCommandLine(process.argv.slice(2), {
    stdin: process.stdin,
    out: (text) => void process.stdout.write(text),
    error: (line) => void process.stderr.write(`${line}\n`),
    color: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    folder: process.cwd(),
    signal: interrupted.signal,
  });
} catch (bug) {
  process.stderr.write(`drydock: internal error: ${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}\n`);
  process.exitCode = exitStatus.unable;
}
