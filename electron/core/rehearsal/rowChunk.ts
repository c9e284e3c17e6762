import type { RowsReport } from '../../../shared/simulation/batchProtocol.ts';
import { OutcomeCounter, type OutcomeTable } from '../../../shared/simulation/batchSummary.ts';

/** Rows of a batch that go to one child, and what they came to so far. */
export class RowChunk {
  readonly length: number;
  readonly #from: number;
  readonly #texts: readonly string[];
  readonly #counter = new OutcomeCounter();
  #done = 0;

  constructor(from: number, texts: readonly string[]) {
    this.#from = from;
    this.#texts = texts;
    this.length = texts.length;
  }

  get isDone(): boolean {
    return this.left === 0;
  }

  /** How many rows are still to do. */
  get left(): number {
    return this.length - this.#done;
  }

  /** What is still to do, as a job has it. */
  rest(): { readonly from: number; readonly rows: readonly string[] } {
    return { from: this.#from + this.#done, rows: this.#texts.slice(this.#done) };
  }

  /** Counts rows that a child has told of. False where it cannot be so: the engine is not trusted. */
  take({ done, table }: RowsReport): boolean {
    if (done > this.left || !isPlausible(table, this.#from + this.#done, done)) return false;
    this.#counter.merge(table);
    this.#done += done;
    return true;
  }

  /** Counts the next row as one that had to be stopped. */
  giveUp(limit: string): void {
    this.#counter.add(this.#from + this.#done, { status: 'limit', error: null, branches: [], tasks: [], limit });
    this.#done += 1;
  }

  table(): OutcomeTable {
    return this.#counter.table();
  }
}

/** Whether counts add up, and rows are some of those that were next, in order. */
function isPlausible({ outcomes, other }: OutcomeTable, from: number, done: number): boolean {
  const { count: others = 0, completed = 0 } = other ?? {};
  const counted = outcomes.reduce((sum, { count }) => sum + count, others);
  return (
    counted === done &&
    completed <= others &&
    outcomes.every(({ rows, count, leaks = 0 }) => {
      const isOrdered = rows.every((row, index) => row >= from && row < from + done && row > (rows[index - 1] ?? -1));
      return isOrdered && rows.length <= count && leaks <= count;
    })
  );
}
