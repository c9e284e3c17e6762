import process from 'node:process';
import { parseArgs } from 'node:util';

/** What a soak is given to work with. */
export interface SoakSettings {
  /** How many of its units it does: rehearsals, definitions, programs, rounds. */
  readonly count: number;
  /** Where its random choices begin: the same seed, the same soak. */
  readonly seed: number;
  /** Whether somebody has asked it to end (Ctrl-C): it then says what it did so far. */
  isStopped(): boolean;
  /** Tells how it goes. */
  say(line: string): void;
}

/** What a soak did, for people, and what went wrong, a line each. */
export interface SoakResult {
  readonly figures: readonly string[];
  readonly failures: readonly string[];
}

/** Settings of a sample within the tests. */
export function sampleSettings(count: number, seed = 1): SoakSettings {
  return { count, seed, isStopped: () => false, say: () => undefined };
}

/**
 * Runs a soak as a program, `--count=N` and `--seed=N` from the command line. Ctrl-C ends it early with the figures so
 * far; a failure ends it with status 1.
 */
export async function soak(
  name: string,
  defaultCount: number,
  run: (settings: SoakSettings) => Promise<SoakResult>,
): Promise<void> {
  const options = { count: { type: 'string' }, seed: { type: 'string' } } as const;
  const { values } = parseArgs({ options });
  const count = whole(values.count, defaultCount);
  const seed = whole(values.seed, 1);
  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      isStopped = true;
    });
  }
  const say = (line: string) => void process.stdout.write(`${name}: ${line}\n`);
  say(`${grouped(count)} to do, seed ${seed}`);
  const started = performance.now();
  const { figures, failures } = await run({ count, seed, say, isStopped: () => isStopped });
  for (const figure of figures) say(figure);
  for (const failure of failures) say(`FAILED: ${failure}`);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  say(`${isStopped ? 'stopped' : 'ended'} after ${seconds} s with ${failures.length} failures`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

/** A number that a person can read. */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-GB');
}

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[1-9][0-9]{0,14}$/.test(text)) throw new RangeError(`--count and --seed are whole numbers, not '${text}'`);
  return Number(text);
}
