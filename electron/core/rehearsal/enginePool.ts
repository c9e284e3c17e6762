import { availableParallelism } from 'node:os';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, type Result } from '../../../shared/base/result.ts';
import type { BatchJob, RowsReport } from '../../../shared/simulation/batchProtocol.ts';
import type { EngineJob, EngineReport } from '../../../shared/simulation/engineProtocol.ts';
import { type EngineLocation, engineProgram, pythonProgram } from './enginePrograms.ts';
import { detectGuards, type Guards } from './guards.ts';
import {
  type EngineAnswer,
  type Keeper,
  type RehearsalProgress,
  type RowsEnd,
  RowsKeeper,
  TraceKeeper,
} from './jobKeepers.ts';
import { type EngineLimits, JobRun } from './jobRun.ts';
import { LockedProcess, type ProcessEnd } from './lockedProcess.ts';
import { PythonRunner } from './pythonRunner.ts';
import { Slots } from './slots.ts';

/** The bounds unless said. */
export const defaultEngineLimits: EngineLimits = { run: 60_000, scriptGrace: 1_000, memory: 768 * 1024 * 1024 };

/** Children at once unless said: one for each core, and one more so that a batch never takes them all. */
const defaultChildren = Math.min(8, Math.max(2, availableParallelism())) + 1;

/** Processor time that the kernel gives a child, as a multiple of its longest run: it has several threads. */
const cpuFactor = 4;

/** What became of the engine: for the window's calm message. */
export type EngineState = 'running' | 'restarting';

/** What a caller may want of a job beside its answer. */
export interface JobOptions {
  readonly signal?: AbortSignal;
  readonly progress?: RehearsalProgress;
}

/** What a caller wants of a chunk of a batch. */
export interface RowsOptions {
  readonly signal?: AbortSignal;
  /** Told what rows came to, in their order. */
  readonly rows: (report: RowsReport) => void;
}

/** How a pool works; what is absent is as it is by default. */
export interface PoolOptions {
  readonly limits?: EngineLimits;
  /** Most jobs at once; others wait. */
  readonly children?: number;
  /** What of the system holds the children; what is found to work unless said. */
  readonly guards?: Guards;
  readonly stateChanged?: (state: EngineState) => void;
}

/** Starts engine children, one for each job and a spare one that is warm already. */
export class EnginePool {
  /** What of the system holds the children. */
  readonly guards: Promise<Guards>;
  readonly #location: EngineLocation;
  readonly #limits: EngineLimits;
  readonly #cpuSeconds: number;
  readonly #stateChanged: (state: EngineState) => void;
  readonly #slots: Slots;
  readonly #python: PythonRunner;
  readonly #running = new Set<LockedProcess<EngineReport>>();
  #spare: Promise<LockedProcess<EngineReport>> | null = null;
  #closed = false;

  constructor(location: EngineLocation, options: PoolOptions = {}) {
    this.#location = location;
    this.#limits = options.limits ?? defaultEngineLimits;
    this.#cpuSeconds = Math.ceil(this.#limits.run / 1000) * cpuFactor;
    this.#stateChanged = options.stateChanged ?? (() => undefined);
    this.#slots = new Slots(options.children ?? defaultChildren);
    this.guards = options.guards === undefined ? detectGuards(location.node) : Promise.resolve(options.guards);
    this.#python = new PythonRunner(async (memory) => {
      const guards = await this.guards;
      return new LockedProcess(pythonProgram(location, this.#cpuSeconds), memory, guards);
    });
  }

  /** Starts the spare child, so that the first job need not wait for it. */
  warmUp(): void {
    if (this.#closed || this.#spare !== null) return;
    const starting = this.#start();
    this.#spare = starting;
    void starting.then((spare) =>
      spare.listen({
        report: () => undefined,
        end: (end) => {
          if (this.#spare !== starting) return;
          this.#spare = null;
          // Only a child that someone else ended is worth a word; the next job starts its own.
          if (isFailure(end)) this.#stateChanged('restarting');
        },
      }),
    );
  }

  /**
   * Runs one job in a child of its own. What stops the child is an answer with the trace up to there: `limit`, or
   * `cancelled` where the signal did; a signal that came before there was anything to keep is the error `cancelled`.
   */
  async run(job: EngineJob, options: JobOptions = {}): Promise<Result<EngineAnswer, AppError>> {
    return this.#whenFree('run', job, { keeper: new TraceKeeper(options.progress), signal: options.signal });
  }

  /**
   * Runs rows of a batch in a child of their own. What stops the child is an answer: the rows that it told of are done, and
   * the next one is under suspicion. The bound of a run counts from one report to the next.
   */
  async runRows(job: BatchJob, { rows, signal }: RowsOptions): Promise<Result<RowsEnd, AppError>> {
    return this.#whenFree('rows', job, { keeper: new RowsKeeper(rows), signal });
  }

  async #whenFree<T>(lane: string, job: EngineJob | BatchJob, wanted: Wanted<T>): Promise<Result<T, AppError>> {
    if (!(await this.#slots.take(lane, wanted.signal))) return err(cancelled());
    try {
      return await this.#inChild(job, wanted);
    } finally {
      this.#slots.release();
    }
  }

  async #inChild<T>(job: EngineJob | BatchJob, { keeper, signal }: Wanted<T>): Promise<Result<T, AppError>> {
    if (this.#closed) return err(appError('unavailable', 'The engine is closed.'));
    const child = await this.#take();
    if (signal?.aborted === true || this.#closed) {
      child.kill('closed');
      return err(this.#closed ? appError('unavailable', 'The engine is closed.') : cancelled());
    }
    this.#running.add(child);
    try {
      if (mayRunPython(job)) this.#python.warmUp();
      return await new JobRun(child, job, { limits: this.#limits, keeper, python: this.#python, signal }).result;
    } finally {
      this.#running.delete(child);
      // Nobody of ours ended it: whoever watches over the engine should know.
      if (child.end !== null && isFailure(child.end)) this.#stateChanged('restarting');
      child.kill('closed');
    }
  }

  /** Ends all children. */
  close(): void {
    this.#closed = true;
    this.#python.close();
    void this.#spare?.then((spare) => spare.kill('closed'));
    for (const child of this.#running) child.kill('closed');
  }

  /** The spare child where it lives, another one otherwise. */
  async #take(): Promise<LockedProcess<EngineReport>> {
    const starting = this.#spare;
    this.#spare = null;
    const spare = await starting;
    return spare?.isAlive === true ? spare : this.#start();
  }

  async #start(): Promise<LockedProcess<EngineReport>> {
    const guards = await this.guards;
    const child = new LockedProcess(engineProgram(this.#location, this.#cpuSeconds), this.#limits.memory, guards);
    this.#stateChanged('running');
    return child;
  }
}

/** What a job is run for. */
interface Wanted<T> {
  readonly keeper: Keeper<T>;
  readonly signal: AbortSignal | undefined;
}

/** Whether it is worth a guess that a script in Python comes. */
function mayRunPython({ definition, workflows = [] }: EngineJob | BatchJob): boolean {
  return [definition, ...workflows].some((text) => /\bpython\b/i.test(text));
}

function cancelled(): AppError {
  return appError('cancelled', 'The rehearsal was cancelled.');
}

/** Whether a child ended, or never began, without us wanting it. */
function isFailure({ kind }: ProcessEnd): boolean {
  return kind === 'exited' || kind === 'unstarted';
}
