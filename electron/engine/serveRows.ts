import type { Json } from '../../shared/base/json.ts';
import type { BatchJob } from '../../shared/simulation/batchProtocol.ts';
import { hasLeaks, OutcomeCounter, type RowOutcome, rowOutcome } from '../../shared/simulation/batchSummary.ts';
import { defaultLimits } from '../../shared/simulation/limits.ts';
import type { RehearsalPorts } from '../../shared/simulation/ports.ts';
import { prepareRehearsal } from '../../shared/simulation/prepareRehearsal.ts';
import type { Channel } from './channel.ts';
import { runAgainClock } from './runAgain.ts';
import type { RunScript } from './serveJob.ts';

/** Longest time that rows which are done are held back, in milliseconds. */
const maxDelay = 100;

/** Rehearses rows one after another over one plan. `watched` runs a script, behind telling what is done until then. */
export function serveRows(job: BatchJob, channel: Channel, watched: (flush: () => void) => RunScript): void {
  const prepared = prepareRehearsal(job, false);
  if (!prepared.ok) {
    channel.send({ report: 'refused', error: prepared.error });
    return;
  }
  const stream = new RowStream(channel, job.isCareful);
  const ports: RehearsalPorts = {
    limits: defaultLimits,
    onRecord: () => undefined,
    runScript: watched(() => stream.flush()),
    isTransient: true,
  };
  for (const [index, text] of job.rows.entries()) {
    const input: Json = JSON.parse(text);
    const { trace, limit } = prepared.value.run(
      { input, isTriggered: false },
      { ...ports, mayRunAgain: runAgainClock() },
    );
    stream.add(job.from + index, rowOutcome(trace, limit), hasLeaks(trace));
  }
  stream.flush();
  channel.send({ report: 'rowsEnded' });
}

/** Tells of rows in lots: seldom enough to cost little, often enough that a row that ends the process takes few with it. */
class RowStream {
  readonly #channel: Channel;
  readonly #delay: number;
  #counter = new OutcomeCounter();
  #done = 0;
  #sentAt = performance.now();

  constructor(channel: Channel, isCareful: boolean) {
    this.#channel = channel;
    this.#delay = isCareful ? 0 : maxDelay;
  }

  add(row: number, outcome: RowOutcome, leaks: boolean | undefined): void {
    this.#counter.add(row, outcome, leaks);
    this.#done += 1;
    if (performance.now() - this.#sentAt >= this.#delay) this.flush();
  }

  flush(): void {
    this.#sentAt = performance.now();
    if (this.#done === 0) return;
    this.#channel.send({ report: 'rows', done: this.#done, table: this.#counter.table() });
    this.#counter = new OutcomeCounter();
    this.#done = 0;
  }
}
