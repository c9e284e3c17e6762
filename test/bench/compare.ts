import { performance } from 'node:perf_hooks';

/** Something to measure. */
export interface Candidate {
  readonly name: string;
  run(): unknown;
}

const rounds = 9;

/** Time that one round of a candidate takes at least, in milliseconds. */
const roundTime = 50;

/** Time for the compiler to see what is hot, in milliseconds. */
const warmUpTime = 500;

/** Median milliseconds of one run of each candidate; they take turns, so that what slows the machine slows all of them. */
function medians(candidates: readonly Candidate[]): number[] {
  const times = candidates.map((): number[] => []);
  const repeats = candidates.map(({ run }) => Math.max(1, Math.ceil(roundTime / warmUp(run))));
  for (let round = 0; round < rounds; round++) {
    candidates.forEach(({ run }, index) => {
      const count = repeats[index] ?? 1;
      times[index]?.push(
        elapsed(() => {
          for (let repeat = 0; repeat < count; repeat++) run();
        }) / count,
      );
    });
  }
  return times.map((list) => list.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN);
}

/** Runs until the code is hot; answers with what one run takes then, in milliseconds. */
function warmUp(run: () => unknown): number {
  let runs = 0;
  let total = 0;
  let last = 0;
  while (total < warmUpTime) {
    last = elapsed(run);
    total += last;
    runs++;
  }
  return Math.min(last, total / runs);
}

function elapsed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

/** Prints each candidate's median and its ratio to the first one, the baseline. */
export function compare(title: string, candidates: readonly [Candidate, ...Candidate[]]): void {
  const [baseline = Number.NaN, ...rest] = medians(candidates);
  const rows = [baseline, ...rest].map((time, index) => {
    const name = candidates[index]?.name ?? '';
    return `  ${name.padEnd(52)} ${time.toFixed(3).padStart(10)} ms ${(time / baseline).toFixed(2).padStart(8)} ×\n`;
  });
  process.stdout.write(`${title}\n${rows.join('')}`);
}
