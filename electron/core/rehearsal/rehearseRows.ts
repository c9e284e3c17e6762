import { availableParallelism } from 'node:os';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { maxJobRows } from '../../../shared/simulation/batchProtocol.ts';
import { type BatchSummary, OutcomeCounter } from '../../../shared/simulation/batchSummary.ts';
import type { EnginePool } from './enginePool.ts';
import type { RowsEnd } from './jobKeepers.ts';
import { type JobTexts, type RehearsalRequest, readTexts } from './rehearseWorkflow.ts';
import { RowChunk } from './rowChunk.ts';

/** What runs the rows of a job. */
export type RowRunner = Pick<EnginePool, 'runRows'>;

/** Rows to rehearse with. */
export interface BatchRows {
  readonly total: number;
  /** Rows from a position on, as JSON texts; fewer than asked for at the end only. */
  read(from: number, count: number): readonly string[];
}

/** A rehearsal with each of many rows as its input. */
export interface BatchRequest extends Omit<RehearsalRequest, 'input' | 'inspect' | 'progress'> {
  readonly rows: BatchRows;
  /** Told how many rows are done. */
  readonly progress?: (done: number) => void;
}

/** Children that work on one batch side by side. */
const lanes = Math.min(4, availableParallelism());
/** Fewer rows are not worth a child's start. */
const minChunk = 250;
/** Most UTF-16 units of rows in one job. */
const maxChunkLength = 8 * 1024 * 1024;
/** Most rows of a batch that may end their process before the rest is given up: each can take as long as a run may. */
const maxKills = 25;

/**
 * Rehearses a workflow with every row, each with the same seed and clock, so that one row alone gives the same run again. A
 * signal ends it with what was done. The error is about us or about what was given, never about a run: a row that has
 * to be stopped from outside is a `limit` and costs no other row.
 */
export async function rehearseRows(pool: RowRunner, request: BatchRequest): Promise<Result<BatchSummary, AppError>> {
  const { rows, progress, signal, ...wanted } = request;
  const texts = await readTexts(wanted);
  if (!texts.ok) return texts;
  const batch = new Batch(pool, rows, { texts: texts.value, signal, progress });
  return batch.run();
}

/** How a job ended, or why there is no use in going on. */
type JobEnd = RowsEnd | { readonly kind: 'problem'; readonly error: AppError };

interface BatchOptions {
  readonly texts: JobTexts;
  readonly signal: AbortSignal | undefined;
  readonly progress: ((done: number) => void) | undefined;
}

class Batch {
  readonly #pool: RowRunner;
  readonly #rows: BatchRows;
  readonly #options: BatchOptions;
  readonly #chunks: RowChunk[] = [];
  /** Ends every child where one of them has a problem that is no row's. */
  readonly #ending = new AbortController();
  #next = 0;
  #done = 0;
  #kills = 0;
  #problem: AppError | null = null;

  constructor(pool: RowRunner, rows: BatchRows, options: BatchOptions) {
    this.#pool = pool;
    this.#rows = rows;
    this.#options = options;
  }

  async run(): Promise<Result<BatchSummary, AppError>> {
    await Promise.all(Array.from({ length: lanes }, () => this.#lane()));
    if (this.#problem !== null) return err(this.#problem);
    // In the order of the rows, whichever child was faster.
    const counter = new OutcomeCounter();
    for (const chunk of this.#chunks) counter.merge(chunk.table());
    const { total } = this.#rows;
    const status = this.#isCancelled ? 'cancelled' : this.#isGivenUp ? 'limit' : 'completed';
    return ok({ total, done: this.#done, status: this.#done === total ? 'completed' : status, ...counter.table() });
  }

  get #isCancelled(): boolean {
    return this.#options.signal?.aborted === true;
  }

  get #isGivenUp(): boolean {
    return this.#kills > maxKills;
  }

  get #signal(): AbortSignal {
    const { signal } = this.#options;
    return signal === undefined ? this.#ending.signal : AbortSignal.any([signal, this.#ending.signal]);
  }

  #count(rows: number): void {
    this.#done += rows;
    this.#options.progress?.(this.#done);
  }

  /** Works on chunks until there are none, or no more are wanted. */
  async #lane(): Promise<void> {
    while (this.#problem === null && !this.#isCancelled && !this.#isGivenUp) {
      const chunk = this.#nextChunk();
      if (chunk === null) return;
      const problem = await this.#work(chunk);
      if (problem === null) continue;
      this.#problem ??= problem;
      this.#ending.abort();
    }
  }

  #nextChunk(): RowChunk | null {
    const { total } = this.#rows;
    if (this.#next >= total) return null;
    const share = Math.max(minChunk, Math.ceil(total / lanes));
    const texts = this.#rows.read(this.#next, Math.min(share, maxJobRows));
    if (texts.length === 0) {
      this.#problem = appError('not-found', 'The data set lost rows while they were rehearsed.');
      return null;
    }
    const chunk = new RowChunk(this.#next, uptoLength(texts));
    this.#next += chunk.length;
    this.#chunks.push(chunk);
    return chunk;
  }

  /**
   * Does all rows of a chunk, in as many children as it takes; answers with why it could not. A child that was ended may have
   * done rows that it had not told of, or have worn out over many: so the rest is done again, one row told of after the
   * other, and only a row that ends a fresh child all by itself is given up.
   */
  async #work(chunk: RowChunk): Promise<AppError | null> {
    let isCareful = false;
    while (!chunk.isDone && !this.#isGivenUp && this.#problem === null) {
      const { left } = chunk;
      const ended = await this.#runJob(chunk, isCareful);
      if (ended.kind === 'problem') return ended.error;
      if (ended.kind === 'cancelled') return null;
      if (ended.kind === 'done') {
        return chunk.isDone ? null : appError('integrity', 'The engine left out rows; it was stopped.');
      }
      const isGuilty: boolean = isCareful && chunk.left === left;
      if (isGuilty) {
        chunk.giveUp(ended.limit);
        this.#kills += 1;
        this.#count(1);
      }
      isCareful = !isGuilty;
    }
    return null;
  }

  async #runJob(chunk: RowChunk, isCareful: boolean): Promise<JobEnd> {
    let isSound = true;
    const { left } = chunk;
    const job = { job: 'batch', ...this.#options.texts, ...chunk.rest(), isCareful } as const;
    const ended = await this.#pool.runRows(job, {
      signal: this.#signal,
      rows: (report) => {
        isSound &&= chunk.take(report);
        if (isSound) this.#count(report.done);
        else this.#ending.abort();
      },
    });
    if (!isSound) {
      const error = appError('integrity', 'The engine counted rows that it was not given; it was stopped.');
      return { kind: 'problem', error };
    }
    if (ended.ok) return ended.value;
    const { error } = ended;
    if (error.code === 'cancelled') return { kind: 'cancelled' };
    // A child may end by a mistake of ours, or not start while the machine is busy; that is no row's doing, so none is given up.
    return error.code === 'unavailable' && (!isCareful || chunk.left < left)
      ? { kind: 'limit', limit: error.message }
      : { kind: 'problem', error };
  }
}

/** As many rows as one job takes, and one at least. */
function uptoLength(texts: readonly string[]): readonly string[] {
  let length = 0;
  const end = texts.findIndex((text, index) => {
    length += text.length;
    return index > 0 && length > maxChunkLength;
  });
  return end < 0 ? texts : texts.slice(0, end);
}
