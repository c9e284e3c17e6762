import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An application to start. */
export interface Candidate {
  readonly name: string;
  /** Main file. */
  readonly main: string;
  /** The mark of its page that says a person could start to work; empty where loading is enough. */
  readonly mark: string;
}

/** How it is started. */
export interface Launch {
  readonly userData: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Nothing on this bus: a system without a keychain. */
const withoutKeychain = { args: ['--password-store=basic'], env: { DBUS_SESSION_BUS_ADDRESS: 'disabled:' } };

/** An empty window. */
export const blankWindow: Candidate = {
  name: 'blank Electron window (baseline)',
  main: join(import.meta.dirname, 'blankWindow.mjs'),
  mark: '',
};

/** Drydock as it was built. */
export function drydockAs(name: string): Candidate {
  return { name, main: join(import.meta.dirname, '../../out/main/main.js'), mark: 'drydock:usable' };
}

/** What was seen of one start: milliseconds from the start of the process until usable, and the answer of the script. */
export interface Observed {
  readonly time: number;
  readonly answer: unknown;
}

/** Starts an application, waits until it is usable, runs a script in its page where one is given, and ends it. */
export async function observe({ main, mark }: Candidate, launch: Launch, script = ''): Promise<Observed> {
  const { args = withoutKeychain.args, env = withoutKeychain.env } = launch;
  const fixed = (process.env.DRYDOCK_ELECTRON_ARGUMENTS ?? '').split(' ').filter((argument) => argument !== '');
  const start = join(import.meta.dirname, 'observedStart.mjs');
  const startedAt = performance.now();
  const child = spawn(
    process.env.DRYDOCK_ELECTRON ?? '',
    [...fixed, start, `--user-data-dir=${launch.userData}`, '--disable-gpu', ...args],
    {
      env: { ...process.env, OBSERVED_START: main, OBSERVED_MARK: mark, OBSERVED_SCRIPT: script, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = async () => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error(`${main} ended before it was usable`);
    return value;
  };
  await line();
  const time = performance.now() - startedAt;
  const answer: unknown = script === '' ? null : JSON.parse(await line());
  child.kill();
  await ended;
  return { time, answer };
}

/** The one in the middle. */
export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Prints times as ratios of the first. */
export function printTimes(title: string, rows: readonly (readonly [name: string, time: number])[]): void {
  const base = rows[0]?.[1] ?? Number.NaN;
  process.stdout.write(`${title}\n`);
  for (const [name, time] of rows) {
    const ratio = (time / base).toFixed(2).padStart(8);
    process.stdout.write(`  ${name.padEnd(52)} ${time.toFixed(0).padStart(10)} ms ${ratio} ×\n`);
  }
}
