import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
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
    if (this.#closed) return err(appError('unavailable', 'The engine is closed.'));
    if (options.signal?.aborted === true) return err(cancelled());
    const child = this.#spare?.isAlive === true ? this.#spare : this.#start();
    this.#spare = null;
    this.#running.add(child);
    try {
      return await new JobRun(child, job, this.#limits, options).result;
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

/** One job in one child: holds its deadlines and keeps its records. */
class JobRun {
  readonly result: Promise<Result<EngineAnswer, AppError>>;
  readonly #child: EngineProcess;
  readonly #job: EngineJob;
  readonly #limits: EngineLimits;
  readonly #options: JobOptions;
  #start: RehearsalStart | null = null;
  readonly #tasks = new Map<number, TaskRecord>();
  readonly #effects = new Map<number, EffectRecord>();
  readonly #deadline: NodeJS.Timeout;
  #scriptDeadline: NodeJS.Timeout | undefined;
  #settle: (result: Result<EngineAnswer, AppError>) => void = () => undefined;

  constructor(child: EngineProcess, job: EngineJob, limits: EngineLimits, options: JobOptions) {
    this.#child = child;
    this.#job = job;
    this.#limits = limits;
    this.#options = options;
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    this.#deadline = setTimeout(() => child.kill('time'), limits.run);
    const abort = () => child.kill('cancelled');
    options.signal?.addEventListener('abort', abort, { once: true });
    void this.result.then(() => {
      clearTimeout(this.#deadline);
      clearTimeout(this.#scriptDeadline);
      options.signal?.removeEventListener('abort', abort);
    });
    child.listen({ report: (report) => this.#report(report), end: (end) => this.#settle(this.#ended(end)) });
    child.send(job);
  }

  #report(report: EngineReport): void {
    switch (report.report) {
      case 'ready':
        return;
      case 'started':
        this.#start = report;
        return;
      case 'records':
        for (const { index, record } of report.tasks) this.#tasks.set(index, record);
        for (const { index, record } of report.effects) this.#effects.set(index, record);
        this.#options.progress?.({ tasks: this.#tasks.size, effects: this.#effects.size });
        return;
      case 'script':
        clearTimeout(this.#scriptDeadline);
        if (report.state === 'started') this.#watchScript();
        return;
      case 'ended': {
        const { report: _report, ...answer } = report;
        this.#settle(ok(answer));
        return;
      }
      case 'refused':
        this.#settle(err(report.error));
    }
  }

  #watchScript(): void {
    const { milliseconds } = this.#job.scriptLimits;
    this.#scriptDeadline = setTimeout(() => this.#child.kill('time'), milliseconds + this.#limits.scriptGrace);
  }

  #ended(end: EngineEnd): Result<EngineAnswer, AppError> {
    if (end.kind === 'nonsense') return err(end.error);
    if (end.kind === 'exited' && end.reason === 'bug') {
      return err(appError('unavailable', 'The engine could not be started or ended by an internal error.'));
    }
    if (end.kind === 'killed' && end.reason === 'closed') return err(appError('unavailable', 'The engine was closed.'));
    const isCancelled = end.reason === 'cancelled';
    const records = { tasks: inOrder(this.#tasks), effects: inOrder(this.#effects) };
    const trace = partialTrace(this.#start, isCancelled ? 'cancelled' : 'limit', records);
    return ok(isCancelled ? { trace } : { trace, limit: limitText(end) });
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
