import { Worker } from 'node:worker_threads';
import type { Stage } from './checkedDefinition.ts';
import type { DefinitionsJob, DefinitionsReport } from './definitionsWorker.ts';
import { grouped, type SoakResult, type SoakSettings } from './soak.ts';

/** How long the worker may say nothing before it counts as hanging: a batch takes about a second. */
const patience = 120_000;

/** How many definitions are told of at once. */
const stride = 50_000;

/** Most failures that are listed. */
const maxListed = 50;

const rehearsedOneIn = 20;

/**
 * Puts definitions, generated and mutated, through reading, all rules, planning and some through a rehearsal. A crash, a
 * rule that throws, a finding that marks outside the text and a hang are failures, each with the definition's number.
 */
export async function soakDefinitions(settings: SoakSettings): Promise<SoakResult> {
  const totals = new Totals();
  let from = 0;
  while (from < settings.count && !settings.isStopped()) {
    const hanging = await work(settings, from, totals);
    if (hanging === null) break;
    totals.failures.push(`definition ${hanging} took more than ${patience / 1000} s`);
    from = hanging + 1;
  }
  return totals.result();
}

class Totals {
  readonly failures: string[] = [];
  readonly #stages = new Map<Stage, number>();
  #slowest = { index: 0, milliseconds: 0 };
  #findings = 0;
  #characters = 0;
  done = 0;

  add({ done, characters, findings, stages, failures, slowest }: DefinitionsReport): void {
    this.done += done;
    this.#characters += characters;
    this.#findings += findings;
    for (const [stage, count] of Object.entries(stages) as [Stage, number][]) {
      this.#stages.set(stage, (this.#stages.get(stage) ?? 0) + count);
    }
    this.failures.push(...failures);
    if (slowest.milliseconds > this.#slowest.milliseconds) this.#slowest = slowest;
  }

  result(): SoakResult {
    const stages = [...this.#stages].map(([stage, count]) => `${grouped(count)} ${stage}`);
    const { index, milliseconds } = this.#slowest;
    const figures = [
      `${grouped(this.done)} definitions of ${grouped(this.#characters / Math.max(1, this.done))} characters on average`,
      `how far they came: ${stages.join(', ')}`,
      `${grouped(this.#findings)} findings`,
      `the slowest was definition ${index} with ${milliseconds.toFixed(0)} ms`,
    ];
    const { length } = this.failures;
    const more = length > maxListed ? [`and ${length - maxListed} more`] : [];
    return { figures, failures: [...this.failures.slice(0, maxListed), ...more] };
  }
}

/** Runs a worker from a definition on; the answer is the one that it hangs at, null where it came to an end. */
function work({ count, seed, isStopped, say }: SoakSettings, from: number, totals: Totals): Promise<number | null> {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const job: DefinitionsJob = { seed, from, to: count, rehearsedOneIn, current };
  const worker = new Worker(new URL('./definitionsWorker.ts', import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => {
    let lastHeard = performance.now();
    let isEnding = false;
    const end = (hanging: number | null) => {
      if (isEnding) return;
      isEnding = true;
      clearInterval(watch);
      void worker.terminate().then(() => resolve(hanging));
    };
    const watch = setInterval(() => {
      if (isStopped()) end(null);
      else if (performance.now() - lastHeard > patience) end(Atomics.load(current, 0));
    }, 200);
    worker.on('message', (report: DefinitionsReport) => {
      lastHeard = performance.now();
      const before = Math.floor(totals.done / stride);
      totals.add(report);
      if (Math.floor(totals.done / stride) > before)
        say(`${grouped(totals.done)} done, ${totals.failures.length} failures`);
    });
    worker.on('error', (error) => {
      clearInterval(watch);
      reject(error);
    });
    worker.on('exit', () => end(null));
  });
}
