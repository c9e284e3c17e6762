import { type AppError, appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ScriptOutcome, ScriptRequest } from '../../../shared/simulation/ports.ts';
import type { PythonReport, ScriptLimits } from '../../../shared/simulation/scriptProtocol.ts';
import { type LockedProcess, notStarted, type ProcessEnd } from './lockedProcess.ts';

const mebibyte = 1024 * 1024;

/** Resident memory of a child that runs no script yet, with room to spare: Node, the interpreter's code, its snapshot. */
const interpreterBytes = 448 * mebibyte;

/** Longest time that an interpreter may take to start, on a machine that does much else, in milliseconds. */
const longestStart = 30_000;

/** How long a child is kept warm for nobody, in milliseconds. */
const longestIdle = 60_000;

/** Starts a Python child whose resident memory is bounded by so many bytes. */
export type StartPython = (memoryLimit: number) => Promise<LockedProcess<PythonReport>>;

/** Who waits for a script. */
export interface ScriptWait {
  readonly signal: AbortSignal;
  /** Told when the interpreter stands and the script begins. */
  begun(): void;
}

/** Runs Python scripts, each in a fresh child that is thrown away, with one kept warm while there may be more. */
export class PythonRunner {
  readonly #start: StartPython;
  #spare: Promise<LockedProcess<PythonReport>> | null = null;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(start: StartPython) {
    this.#start = start;
  }

  /** Starts a child, so that the next script need not wait for one. */
  warmUp(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#dropSpare(), longestIdle);
    this.#idle.unref();
    this.#spare ??= this.#start(interpreterBytes);
  }

  /** Runs one script. What stops it is its outcome; the error is that there is no interpreter, or it makes no sense. */
  async run(
    request: ScriptRequest,
    limits: ScriptLimits,
    { signal, begun }: ScriptWait,
  ): Promise<Result<ScriptOutcome, AppError>> {
    const child = await this.#take();
    try {
      return await runIn(child, request, limits, { signal, begun });
    } finally {
      child.kill('closed');
      this.warmUp();
    }
  }

  /** Ends the spare child; scripts that run are ended by who waits for them. */
  close(): void {
    this.#isClosed = true;
    this.#dropSpare();
  }

  #dropSpare(): void {
    clearTimeout(this.#idle);
    void this.#spare?.then((spare) => spare.kill('closed'));
    this.#spare = null;
  }

  async #take(): Promise<LockedProcess<PythonReport>> {
    const spare = this.#spare;
    this.#spare = null;
    const warm = await spare;
    return warm?.isAlive === true ? warm : this.#start(interpreterBytes);
  }
}

function runIn(
  child: LockedProcess<PythonReport>,
  request: ScriptRequest,
  limits: ScriptLimits,
  { signal, begun }: ScriptWait,
): Promise<Result<ScriptOutcome, AppError>> {
  return new Promise((resolve) => {
    let hasBegun = false;
    let deadline = setTimeout(() => child.kill('time'), longestStart);
    const abort = (): void => child.kill('cancelled');
    const settle = (result: Result<ScriptOutcome, AppError>): void => {
      clearTimeout(deadline);
      signal.removeEventListener('abort', abort);
      resolve(result);
    };
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    child.listen({
      report(report) {
        if (report.report === 'outcome') {
          settle(ok(report.outcome));
          return;
        }
        if (hasBegun || signal.aborted) return;
        hasBegun = true;
        begun();
        clearTimeout(deadline);
        deadline = setTimeout(() => child.kill('time'), limits.milliseconds);
        child.limitMemory(interpreterBytes + 2 * limits.mebibytes * mebibyte);
        child.send({ job: 'python', request, limits });
      },
      end: (end) => settle(hasBegun ? stopped(end, limits) : withoutInterpreter(end)),
    });
  });
}

function withoutInterpreter(end: ProcessEnd): Result<ScriptOutcome, AppError> {
  if (end.kind === 'nonsense') return err(end.error);
  if (end.kind === 'unstarted') return err(notStarted('The interpreter of Python scripts', end.code));
  return err(appError('unavailable', 'The interpreter of Python scripts could not be started.'));
}

/** A child that has ended without an outcome was stopped by a bound, one of ours or of the system's. */
function stopped(
  end: ProcessEnd,
  { milliseconds, mebibytes, outputSize }: ScriptLimits,
): Result<ScriptOutcome, AppError> {
  if (end.kind === 'nonsense') return err(end.error);
  return ok({ kind: 'limit', message: `The script was stopped: ${reason()}.` });

  function reason(): string {
    if (end.kind === 'killed' && end.reason === 'time') return `it ran longer than ${milliseconds} ms`;
    if (end.kind === 'killed' && end.reason === 'size') return `its output has more than ${outputSize} characters`;
    return `it used more than ${mebibytes} MiB of memory`;
  }
}
