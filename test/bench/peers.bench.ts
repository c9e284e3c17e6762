import { performance } from 'node:perf_hooks';
import { median } from './observed.ts';
import { drydock } from './peers/drydock.ts';
import { nodeRed } from './peers/nodeRed.ts';
import { stepFunctions } from './peers/stepFunctions.ts';
import type { Engine } from './peers/workload.ts';

const rounds = 7;

/** How long each engine works in a round, in milliseconds. */
const roundTime = 1_000;

/** Runs a second: each engine with as many runs under way at once as suit it. */
async function runsPerSecond({ atOnce, run }: Engine): Promise<number> {
  const started = performance.now();
  let runs = 0;
  const worker = async () => {
    while (performance.now() - started < roundTime) {
      const pending = run();
      if (pending instanceof Promise) await pending;
      runs++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (runs / (performance.now() - started)) * 1000;
}

const peers = (await Promise.all([nodeRed(), stepFunctions()])).filter((engine) => engine !== null);
const engines = [...peers, ...drydock()];
const figures = engines.map((): number[] => []);
// They take turns, so that what slows the machine slows all; the first turn warms up.
for (let round = 0; round <= rounds; round++) {
  for (const [index, engine] of engines.entries()) {
    const figure = await runsPerSecond(engine);
    if (round > 0) figures[index]?.push(figure);
  }
}
for (const { stop } of engines) await stop();

const fastest = Math.max(...figures.slice(0, peers.length).map(median));
process.stdout.write('ten steps with a choice and a loop over ten items: runs a second, and times the faster peer\n');
for (const [index, { name }] of engines.entries()) {
  const figure = median(figures[index] ?? []);
  const ratio = peers.length === 0 ? '' : `${(figure / fastest).toFixed(2).padStart(8)} ×`;
  process.stdout.write(`  ${name.padEnd(64)} ${figure.toFixed(0).padStart(8)} /s ${ratio}\n`);
}
// node-red keeps timers that nothing of its own ends.
process.exit(0);
