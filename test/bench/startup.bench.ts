import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An application to start, and the mark of its page that says a person could start to work. */
type Candidate = { name: string; main: string; mark: string };

const rounds = 5;
const here = import.meta.dirname;
const baseline: Candidate = { name: 'blank Electron window (baseline)', main: join(here, 'blankWindow.mjs'), mark: '' };
const drydock: Candidate = {
  name: 'Drydock with a new workspace, until it can be used',
  main: join(here, '../../out/main/main.js'),
  mark: 'drydock:usable',
};

/** Milliseconds from the start of the process until its window is usable. */
async function startOnce({ main, mark }: Candidate): Promise<number> {
  const userData = mkdtempSync(join(tmpdir(), 'drydock-bench-'));
  const fixed = (process.env.DRYDOCK_ELECTRON_ARGUMENTS ?? '').split(' ').filter((argument) => argument !== '');
  const args = [...fixed, join(here, 'observedStart.mjs'), `--user-data-dir=${userData}`, '--disable-gpu'];
  const env = { ...process.env, OBSERVED_START: main, OBSERVED_MARK: mark, DBUS_SESSION_BUS_ADDRESS: 'disabled:' };
  const startedAt = performance.now();
  const child = spawn(process.env.DRYDOCK_ELECTRON ?? '', [...args, '--password-store=basic'], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const usable = once(child.stdout, 'data').then(() => performance.now() - startedAt);
  const time = await Promise.race([
    usable,
    ended.then(() => Promise.reject(new Error(`${main} ended before it was usable`))),
  ]);
  child.kill();
  await ended;
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
  return time;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

const blankTimes: number[] = [];
const drydockTimes: number[] = [];
// They take turns, so that what slows the machine slows both.
for (let round = 0; round < rounds; round++) {
  blankTimes.push(await startOnce(baseline));
  drydockTimes.push(await startOnce(drydock));
}
const base = median(blankTimes);
process.stdout.write('start of the window\n');
for (const [name, time] of [
  [baseline.name, base],
  [drydock.name, median(drydockTimes)],
] as const) {
  process.stdout.write(
    `  ${name.padEnd(52)} ${time.toFixed(0).padStart(10)} ms ${(time / base).toFixed(2).padStart(8)} ×\n`,
  );
}
