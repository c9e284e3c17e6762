import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { BatchJob } from '../../../shared/simulation/batchProtocol.ts';
import type { EngineJob, EngineReport } from '../../../shared/simulation/engineProtocol.ts';
import type { ScriptRequest } from '../../../shared/simulation/ports.ts';
import type { ScriptAnswer } from '../../../shared/simulation/scriptProtocol.ts';
import { Deadline } from './deadline.ts';
import type { Keeper } from './jobKeepers.ts';
import { type LockedProcess, notStarted, type ProcessEnd } from './lockedProcess.ts';
import type { PythonRunner } from './pythonRunner.ts';

/** Bounds that core holds itself, whatever happens inside the child. */
export interface EngineLimits {
  /** Longest run, in milliseconds. */
  readonly run: number;
  /** How long a script may exceed its own bound before the child is killed, in milliseconds. */
  readonly scriptGrace: number;
  /** Resident memory of a child, in bytes. */
  readonly memory: number;
}

/** What a job runs with. */
export interface JobSurroundings<T> {
  readonly limits: EngineLimits;
  readonly keeper: Keeper<T>;
  /** Runs scripts that the engine cannot. */
  readonly python: PythonRunner;
  readonly signal: AbortSignal | undefined;
}

/** One job in one child: holds its deadlines. */
export class JobRun<T> {
  readonly result: Promise<Result<T, AppError>>;
  readonly #child: LockedProcess<EngineReport>;
  readonly #job: EngineJob | BatchJob;
  readonly #surroundings: JobSurroundings<T>;
  readonly #deadline: Deadline;
  readonly #over = new AbortController();
  #scriptDeadline: NodeJS.Timeout | undefined;
  #isGuestRunning = false;
  #settle: (result: Result<T, AppError>) => void = () => undefined;

  constructor(child: LockedProcess<EngineReport>, job: EngineJob | BatchJob, surroundings: JobSurroundings<T>) {
    this.#child = child;
    this.#job = job;
    this.#surroundings = surroundings;
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const { signal } = surroundings;
    this.#deadline = new Deadline(() => child.kill('time'));
    this.#deadline.restart(surroundings.limits.run);
    const abort = () => child.kill('cancelled');
    signal?.addEventListener('abort', abort, { once: true });
    void this.result.then(() => {
      this.#deadline.clear();
      clearTimeout(this.#scriptDeadline);
      signal?.removeEventListener('abort', abort);
      this.#over.abort();
    });
    child.listen({ report: (report) => this.#report(report), end: (end) => this.#settle(this.#ended(end)) });
    child.send(job);
  }

  #report(report: EngineReport): void {
    switch (report.report) {
      case 'refused':
        this.#settle(err(report.error));
        return;
      case 'script':
        clearTimeout(this.#scriptDeadline);
        if (report.state === 'started') this.#watchScript();
        return;
      case 'guest':
        void this.#runGuest(report.request);
        return;
      case 'rows':
        // Each row of a batch is a run.
        this.#deadline.restart(this.#surroundings.limits.run);
    }
    const answer = this.#surroundings.keeper.take(report);
    if (answer !== null) this.#settle(ok(answer));
  }

  #watchScript(): void {
    const { milliseconds } = this.#job.scriptLimits;
    const { scriptGrace } = this.#surroundings.limits;
    this.#scriptDeadline = setTimeout(() => this.#child.kill('time'), milliseconds + scriptGrace);
  }

  /** The engine waits for this one script; how long its interpreter takes to start is no fault of the run. */
  async #runGuest(request: ScriptRequest): Promise<void> {
    if (this.#isGuestRunning) {
      this.#settle(err(appError('integrity', 'The engine wanted two scripts at once; it was stopped.')));
      return;
    }
    this.#isGuestRunning = true;
    this.#deadline.pause();
    const outcome = await this.#surroundings.python.run(request, this.#job.scriptLimits, {
      signal: this.#over.signal,
      begun: () => this.#deadline.resume(),
    });
    this.#isGuestRunning = false;
    if (!this.#child.isAlive) return;
    if (!outcome.ok) {
      this.#settle(outcome);
      return;
    }
    const answer: ScriptAnswer = { answer: 'script', outcome: outcome.value };
    this.#child.send(answer);
  }

  #ended(end: ProcessEnd): Result<T, AppError> {
    if (end.kind === 'nonsense') return err(end.error);
    if (end.kind === 'unstarted') return err(notStarted('The engine', end.code));
    if (end.kind === 'exited' && end.reason === 'bug') {
      return err(appError('unavailable', 'The engine ended by an internal error.'));
    }
    if (end.kind === 'killed' && end.reason === 'closed') return err(appError('unavailable', 'The engine was closed.'));
    return ok(this.#surroundings.keeper.stopped(end.reason === 'cancelled' ? 'cancelled' : 'limit', limitText(end)));
  }
}

function limitText({ reason }: Exclude<ProcessEnd, { kind: 'nonsense' | 'unstarted' }>): string {
  if (reason === 'memory') return 'The rehearsal was stopped: it used too much memory.';
  if (reason === 'size') return 'The rehearsal was stopped: its trace is too large.';
  if (reason === 'ended')
    return 'The rehearsal was stopped: its process ended, perhaps because it wanted too much memory.';
  return 'The rehearsal was stopped: it took too long.';
}
