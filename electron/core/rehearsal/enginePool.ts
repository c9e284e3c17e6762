import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { BatchJob, RowsReport } from '../../../shared/simulation/batchProtocol.ts';
import type { EngineJob, EngineReport } from '../../../shared/simulation/engineProtocol.ts';
import type { RehearsalStart } from '../../../shared/simulation/ports.ts';
import type { EffectRecord, TaskRecord } from '../../../shared/simulation/trace.ts';
import { type EngineEnd, type EngineLocation, EngineProcess } from './engineProcess.ts';
import { partialTrace } from './partialTrace.ts';

/** Bounds that core holds itself, whatever happens inside the child. */
export interface EngineLimits {
  /** Longest run, in milliseconds. */
  readonly run: number;
  /** How long a script may exceed its own bound before the child is killed, in milliseconds. */
  readonly scriptGrace: number;
  /** Resident memory of a child, in bytes. */
  readonly memory: number;
}

/** The bounds unless said. */
export const defaultEngineLimits: EngineLimits = { run: 60_000, scriptGrace: 1_000, memory: 768 * 1024 * 1024 };

/** What became of the engine: for the window's calm message. */
export type EngineState = 'running' | 'restarting';

/** What came of a job. */
export type EngineAnswer = Omit<Extract<EngineReport, { report: 'ended' }>, 'report'>;

/** What a caller may want of a job beside its answer. */
export interface JobOptions {
  readonly signal?: AbortSignal;
  /** Told how much has happened so far. */
  readonly progress?: (progress: { readonly tasks: number; readonly effects: number }) => void;
}

/** What came of a chunk of a batch: all its rows are done, or the child was ended before. */
export type RowsEnd =
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'limit'; readonly limit: string };

/** What a caller wants of a chunk of a batch. */
export interface RowsOptions {
  readonly signal?: AbortSignal;
  /** Told what rows came to, in their order. */
  readonly rows: (report: RowsReport) => void;
}

/** Starts engine children, one for each job and a spare one that is warm already. */
export class EnginePool {
  readonly #location: EngineLocation;
  readonly #limits: EngineLimits;
  readonly #stateChanged: (state: EngineState) => void;
  readonly #running = new Set<EngineProcess>();
  #spare: EngineProcess | null = null;
  #closed = false;

  constructor(
    location: EngineLocation,
    options: { readonly limits?: EngineLimits; readonly stateChanged?: (state: EngineState) => void } = {},
  ) {
    this.#location = location;
    this.#limits = options.limits ?? defaultEngineLimits;
    this.#stateChanged = options.stateChanged ?? (() => undefined);
  }

  /** Starts the spare child, so that the first job need not wait for it. */
  warmUp(): void {
    if (this.#closed || this.#spare?.isAlive === true) return;
    const spare = this.#start();
    this.#spare = spare;
    spare.listen({
      report: () => undefined,
      end: (end) => {
        if (this.#spare !== spare) return;
        this.#spare = null;
        // Only a child that someone else ended is worth a word; the next job starts its own.
        if (end.kind === 'exited') this.#stateChanged('restarting');
      },
    });
  }

  /**
   * Runs one job in a child of its own. What stops the child is an answer with the trace up to there: `limit`, or
   * `cancelled` where the signal did; a signal that came before there was anything to keep is the error `cancelled`.
   */
  async run(job: EngineJob, options: JobOptions = {}): Promise<Result<EngineAnswer, AppError>> {
    return this.#inChild(job, new TraceKeeper(options), options.signal);
  }

  /**
   * Runs rows of a batch in a child of their own. What stops the child is an answer: the rows that it told of are done, and
   * the next one is under suspicion. The bound of a run counts from one report to the next.
   */
  async runRows(job: BatchJob, options: RowsOptions): Promise<Result<RowsEnd, AppError>> {
    return this.#inChild(job, new RowsKeeper(options), options.signal);
  }

  async #inChild<T>(
    job: EngineJob | BatchJob,
    keeper: Keeper<T>,
    signal: AbortSignal | undefined,
  ): Promise<Result<T, AppError>> {
    if (this.#closed) return err(appError('unavailable', 'The engine is closed.'));
    if (signal?.aborted === true) return err(cancelled());
    const child = this.#spare?.isAlive === true ? this.#spare : this.#start();
    this.#spare = null;
    this.#running.add(child);
    try {
      return await new JobRun(child, job, this.#limits, { keeper, signal }).result;
    } finally {
      this.#running.delete(child);
      // Nobody of ours ended it: whoever watches over the engine should know.
      if (child.end?.kind === 'exited') this.#stateChanged('restarting');
      child.kill('closed');
    }
  }

  /** Ends all children. */
  close(): void {
    this.#closed = true;
    this.#spare?.kill('closed');
    for (const child of this.#running) child.kill('closed');
  }

  #start(): EngineProcess {
    const child = new EngineProcess(this.#location, this.#limits.memory);
    this.#stateChanged('running');
    return child;
  }
}

function cancelled(): AppError {
  return appError('cancelled', 'The rehearsal was cancelled.');
}

/** Keeps what a child says about its job. */
interface Keeper<T> {
  /** The answer where this report is the last one, null otherwise. */
  take(report: EngineReport): T | null;
  /** The answer where the child was ended before. */
  stopped(by: 'limit' | 'cancelled', text: string): T;
}

/** One job in one child: holds its deadlines. */
class JobRun<T> {
  readonly result: Promise<Result<T, AppError>>;
  readonly #child: EngineProcess;
  readonly #job: EngineJob | BatchJob;
  readonly #limits: EngineLimits;
  readonly #keeper: Keeper<T>;
  #deadline: NodeJS.Timeout | undefined;
  #scriptDeadline: NodeJS.Timeout | undefined;
  #settle: (result: Result<T, AppError>) => void = () => undefined;

  constructor(
    child: EngineProcess,
    job: EngineJob | BatchJob,
    limits: EngineLimits,
    { keeper, signal }: { readonly keeper: Keeper<T>; readonly signal: AbortSignal | undefined },
  ) {
    this.#child = child;
    this.#job = job;
    this.#limits = limits;
    this.#keeper = keeper;
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#watchRun();
    const abort = () => child.kill('cancelled');
    signal?.addEventListener('abort', abort, { once: true });
    void this.result.then(() => {
      clearTimeout(this.#deadline);
      clearTimeout(this.#scriptDeadline);
      signal?.removeEventListener('abort', abort);
    });
    child.listen({ report: (report) => this.#report(report), end: (end) => this.#settle(this.#ended(end)) });
    child.send(job);
  }

  #report(report: EngineReport): void {
    if (report.report === 'refused') {
      this.#settle(err(report.error));
      return;
    }
    if (report.report === 'script') {
      clearTimeout(this.#scriptDeadline);
      if (report.state === 'started') this.#watchScript();
      return;
    }
    // Each row of a batch is a run.
    if (report.report === 'rows') this.#watchRun();
    const answer = this.#keeper.take(report);
    if (answer !== null) this.#settle(ok(answer));
  }

  #watchRun(): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#child.kill('time'), this.#limits.run);
  }

  #watchScript(): void {
    const { milliseconds } = this.#job.scriptLimits;
    this.#scriptDeadline = setTimeout(() => this.#child.kill('time'), milliseconds + this.#limits.scriptGrace);
  }

  #ended(end: EngineEnd): Result<T, AppError> {
    if (end.kind === 'nonsense') return err(end.error);
    if (end.kind === 'exited' && end.reason === 'bug') {
      return err(appError('unavailable', 'The engine could not be started or ended by an internal error.'));
    }
    if (end.kind === 'killed' && end.reason === 'closed') return err(appError('unavailable', 'The engine was closed.'));
    return ok(this.#keeper.stopped(end.reason === 'cancelled' ? 'cancelled' : 'limit', limitText(end)));
  }
}

/** Keeps the records of one rehearsal, so that one that is ended has a trace up to there. */
class TraceKeeper implements Keeper<EngineAnswer> {
  readonly #progress: JobOptions['progress'];
  #start: RehearsalStart | null = null;
  readonly #tasks = new Map<number, TaskRecord>();
  readonly #effects = new Map<number, EffectRecord>();

  constructor({ progress }: JobOptions) {
    this.#progress = progress;
  }

  take(report: EngineReport): EngineAnswer | null {
    if (report.report === 'started') this.#start = report;
    if (report.report === 'records') {
      for (const { index, record } of report.tasks) this.#tasks.set(index, record);
      for (const { index, record } of report.effects) this.#effects.set(index, record);
      this.#progress?.({ tasks: this.#tasks.size, effects: this.#effects.size });
    }
    if (report.report !== 'ended') return null;
    const { report: _report, ...answer } = report;
    return answer;
  }

  stopped(by: 'limit' | 'cancelled', limit: string): EngineAnswer {
    const records = { tasks: inOrder(this.#tasks), effects: inOrder(this.#effects) };
    const trace = partialTrace(this.#start, by, records);
    return by === 'cancelled' ? { trace } : { trace, limit };
  }
}

/** Passes on what rows of a batch came to. */
class RowsKeeper implements Keeper<RowsEnd> {
  readonly #rows: RowsOptions['rows'];

  constructor({ rows }: RowsOptions) {
    this.#rows = rows;
  }

  take(report: EngineReport): RowsEnd | null {
    if (report.report === 'rows') this.#rows(report);
    return report.report === 'rowsEnded' ? { kind: 'done' } : null;
  }

  stopped(by: 'limit' | 'cancelled', limit: string): RowsEnd {
    return by === 'cancelled' ? { kind: 'cancelled' } : { kind: 'limit', limit };
  }
}

/** Records come when they are final, not in the order in which they started. */
function inOrder<T>(records: ReadonlyMap<number, T>): T[] {
  return [...records].toSorted(([one], [other]) => one - other).map(([, record]) => record);
}

function limitText({ reason }: Exclude<EngineEnd, { kind: 'nonsense' }>): string {
  if (reason === 'memory') return 'The rehearsal was stopped: it used too much memory.';
  if (reason === 'size') return 'The rehearsal was stopped: its trace is too large.';
  if (reason === 'ended')
    return 'The rehearsal was stopped: its process ended, perhaps because it wanted too much memory.';
  return 'The rehearsal was stopped: it took too long.';
}
