import { setTimeout as wait } from 'node:timers/promises';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { OpenStore } from '../../shared/contract/coreProtocol.ts';
import type { EventData } from '../../shared/contract/events.ts';
import { type CoreCommand, CoreProcess } from './coreProcess.ts';

/** Pauses before the first, second … start after an unexpected end, in milliseconds. */
const pauses = [100, 400, 1_500, 5_000];
/** Ends that are further apart than this, in milliseconds, do not count as repeated. */
const calmAfter = 60_000;
/** How long core may take to open a store (Argon2id and migrations included), and to close it, in milliseconds. */
const openWithin = 60_000;
const closeWithin = 5_000;
/** How often, and after which pause in milliseconds, a store that is in use is tried again. */
const conflictAttempts = 10;
const conflictPause = 300;

const notOpen = appError('unavailable', 'No workspace is open.');
const slow = appError('unavailable', 'The workspace took too long to open.', 'Try again.');
const broken = appError(
  'unavailable',
  'The part of Drydock that keeps your documents ended several times in a row.',
  'Your work is in the store: restart Drydock. If that does not help, restore a backup.',
);

/** Whom the supervisor tells what. */
export interface CoreListener {
  event(name: string, data: unknown): void;
  state(state: EventData<'process.state'>['state'], message: string): void;
  /** Core will not be started again. */
  failed(problem: AppError): void;
}

async function within<T>(limit: number, work: Promise<T>, otherwise: T): Promise<T> {
  const timer = new AbortController();
  const late = wait(limit, otherwise, { signal: timer.signal, ref: false }).catch(() => otherwise);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

/** Opens a store; one that is in use may be let go in a moment, by a core whose main was killed. */
async function openPatiently(core: CoreProcess, message: OpenStore): Promise<Result<unknown, AppError>> {
  for (let attempt = 1; ; attempt++) {
    const opened = await core.call('internal.open', message);
    if (opened.ok || opened.error.code !== 'conflict' || attempt === conflictAttempts) return opened;
    await wait(conflictPause);
  }
}

/** Starts core with one store open, starts it again when it ends unasked, and gives up when that repeats. */
export class CoreSupervisor {
  readonly #command: CoreCommand;
  readonly #listener: CoreListener;
  /** What calls wait for: core with its store open, or why there is none. */
  #core: Promise<Result<CoreProcess, AppError>> = Promise.resolve(err(notOpen));
  /** The process that is wanted; any other that ends was stopped on purpose. */
  #wanted: CoreProcess | null = null;
  /** How the store is opened again; it holds the key, and this is the only place where it stays. */
  #message: OpenStore | null = null;
  #ends: number[] = [];

  constructor(command: CoreCommand, listener: CoreListener) {
    this.#command = command;
    this.#listener = listener;
  }

  /** Replaces whatever is open by the store of `message`, which is kept to open it again. */
  async open(message: OpenStore): Promise<Result<void, AppError>> {
    await this.stop();
    this.#ends = [];
    this.#message = message;
    this.#core = this.#launch(message);
    const core = await this.#core;
    if (core.ok) return ok(undefined);
    this.#core = Promise.resolve(err(notOpen));
    return core;
  }

  /** Says how the open store is to be opened from now on: its key was wrapped anew. */
  reopenWith(message: OpenStore): void {
    this.#message = message;
  }

  /** Asks core; waits while it is being started, answers `unavailable` when it ends meanwhile. */
  async call(method: string, params: unknown): Promise<Result<unknown, AppError>> {
    const core = await this.#core;
    return core.ok ? core.value.call(method, params) : core;
  }

  /** Asks a core of its own that has no store open and ends after the answer. */
  async callAside(method: string, params: unknown): Promise<Result<unknown, AppError>> {
    const aside = new CoreProcess(this.#command, (name, data) => this.#listener.event(name, data));
    const answer = await aside.call(method, params);
    aside.kill();
    await aside.ended;
    return answer;
  }

  /** Lets core finish and close its store, then ends it. */
  async stop(): Promise<void> {
    const core = await this.#core;
    this.#wanted = null;
    this.#message = null;
    this.#core = Promise.resolve(err(notOpen));
    if (!core.ok) return;
    await within(closeWithin, core.value.call('internal.close', {}), null);
    core.value.kill();
    await core.value.ended;
  }

  async #launch(message: OpenStore): Promise<Result<CoreProcess, AppError>> {
    const process = new CoreProcess(this.#command, (name, data) => this.#listener.event(name, data));
    const opened = await within(openWithin, openPatiently(process, message), err(slow));
    if (!opened.ok) {
      process.kill();
      await process.ended;
      return opened;
    }
    this.#wanted = process;
    process.ended.then(() => {
      if (this.#wanted === process) this.#core = this.#relaunch();
    });
    return ok(process);
  }

  async #relaunch(): Promise<Result<CoreProcess, AppError>> {
    this.#listener.state('restarting', 'Drydock is restarting its core; nothing you saved or typed before is lost.');
    for (;;) {
      const now = performance.now();
      this.#ends = [...this.#ends.filter((end) => now - end < calmAfter), now];
      const pause = pauses[this.#ends.length - 1];
      if (pause === undefined) return this.#giveUp(broken);
      await wait(pause);
      if (this.#message === null) return err(notOpen);
      const core = await this.#launch(this.#message);
      if (core.ok) {
        this.#listener.state('running', 'Drydock’s core is running again.');
        return core;
      }
      if (core.error.code !== 'unavailable') return this.#giveUp(core.error);
    }
  }

  #giveUp(problem: AppError): Result<CoreProcess, AppError> {
    this.#wanted = null;
    this.#listener.state('failed', problem.hint === undefined ? problem.message : `${problem.message} ${problem.hint}`);
    this.#listener.failed(problem);
    return err(problem);
  }
}
