import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { dirname, sep } from 'node:path';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import { encodeFrame, FrameDecoder, maxFrameBytes } from '../../../shared/base/frame.ts';
import type { BatchJob } from '../../../shared/simulation/batchProtocol.ts';
import { type EngineJob, type EngineReport, engineReportSchema } from '../../../shared/simulation/engineProtocol.ts';
import { residentBytes } from './residentBytes.ts';

/** Where the engine is, and what runs it. */
export interface EngineLocation {
  /** Node's executable. */
  readonly node: string;
  /** The engine's entry file; its folder is all that the engine may read. */
  readonly file: string;
}

/** Why a child was ended: a bound of ours, or nobody wants its answer any more. */
export type KillReason = 'memory' | 'time' | 'size' | 'cancelled' | 'closed';

/** How a child ended, or why it was ended. */
export type EngineEnd =
  /** It ended without an answer and not by us: out of memory or killed by someone, or by a mistake of ours. */
  | { readonly kind: 'exited'; readonly reason: 'ended' | 'bug' }
  | { readonly kind: 'killed'; readonly reason: KillReason }
  /** It said something that is not part of the protocol. */
  | { readonly kind: 'nonsense'; readonly error: AppError };

/** Who listens to a child. */
export interface EngineListener {
  report(report: EngineReport): void;
  end(end: EngineEnd): void;
}

/** How often the memory of a child is looked at, in milliseconds. */
const watchInterval = 20;

/** Node's exit status after an exception that nothing caught; V8 without memory ends by a signal or another status. */
const uncaughtStatus = 1;

/** Most bytes that one child may say in its life: a trace of the largest size, once as records and once as a whole. */
const maxReceived = 2 * maxFrameBytes;

/** Heap of the rehearsal itself, scripts not counted, in mebibytes. */
const heapMebibytes = 384;

/**
 * One engine child: Node locked down by its permission model, an environment that holds nothing of ours, one
 * channel. Everything that it says is decoded; whatever it does, its end is told exactly once.
 */
export class EngineProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #decoder = new FrameDecoder();
  readonly #memoryLimit: number;
  readonly #watch: NodeJS.Timeout;
  #listener: EngineListener | null = null;
  #early: EngineReport[] = [];
  #received = 0;
  #ended: EngineEnd | null = null;

  /** Starts the child; `memoryLimit` is its resident memory in bytes, watched where the system tells. */
  constructor({ node, file }: EngineLocation, memoryLimit: number) {
    this.#memoryLimit = memoryLimit;
    this.#child = spawn(node, [...engineFlags(dirname(file)), file], {
      env: engineEnvironment(),
      cwd: dirname(file),
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    this.#child.on('error', () => this.#finish({ kind: 'exited', reason: 'bug' }));
    this.#child.on('close', (code) =>
      this.#finish({ kind: 'exited', reason: code === uncaughtStatus || code === 0 ? 'bug' : 'ended' }),
    );
    this.#child.stdout.on('data', (chunk: Uint8Array) => this.#read(chunk));
    // A child that has ended breaks the pipe; its end is told by `close`.
    this.#child.stdin.on('error', () => undefined);
    this.#watch = setInterval(() => this.#checkMemory(), watchInterval);
    this.#watch.unref();
  }

  /** The system's id of the child, while there is one. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Whether the child still runs. */
  get isAlive(): boolean {
    return this.#ended === null;
  }

  /** How it ended; null while it runs. */
  get end(): EngineEnd | null {
    return this.#ended;
  }

  /** Sets who is told from now on, of what was said before as well. */
  listen(listener: EngineListener): void {
    this.#listener = listener;
    const early = this.#early;
    this.#early = [];
    for (const report of early) listener.report(report);
    if (this.#ended !== null) listener.end(this.#ended);
  }

  /** Gives the child its job. */
  send(job: EngineJob | BatchJob): void {
    this.#child.stdin.write(encodeFrame(job));
  }

  /** Ends the child at once. */
  kill(reason: KillReason): void {
    this.#finish({ kind: 'killed', reason });
  }

  #read(chunk: Uint8Array): void {
    if (this.#ended !== null) return;
    this.#received += chunk.length;
    const messages = this.#decoder.push(chunk);
    if (this.#received > maxReceived) this.kill('size');
    else if (messages.ok) for (const message of messages.value) this.#hear(message);
    else if (messages.error.code === 'limit') this.kill('size');
    else this.#finish({ kind: 'nonsense', error: messages.error });
  }

  #hear(message: unknown): void {
    if (this.#ended !== null) return;
    const report = engineReportSchema.safeParse(message);
    if (!report.success) {
      const error = appError('integrity', 'The engine said something that it never says; it was stopped.');
      this.#finish({ kind: 'nonsense', error });
    } else if (this.#listener === null) this.#early.push(report.data);
    else this.#listener.report(report.data);
  }

  #checkMemory(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    const resident = residentBytes(pid);
    if (resident !== null && resident > this.#memoryLimit) this.kill('memory');
  }

  #finish(end: EngineEnd): void {
    if (this.#ended !== null) return;
    this.#ended = end;
    clearInterval(this.#watch);
    this.#child.kill('SIGKILL');
    this.#child.stdin.destroy();
    this.#child.stdout.destroy();
    this.#listener?.end(end);
  }
}

/** Nothing of ours; the time zone makes dates the same everywhere, and Windows starts no process without its folder. */
function engineEnvironment(): Record<string, string> {
  const { SystemRoot } = process.env;
  return process.platform === 'win32' && SystemRoot !== undefined ? { TZ: 'UTC', SystemRoot } : { TZ: 'UTC' };
}

function engineFlags(folder: string): string[] {
  return [
    '--permission',
    '--allow-addons',
    `--allow-fs-read=${folder}${sep}`,
    '--disallow-code-generation-from-strings',
    '--disable-proto=delete',
    '--no-node-snapshot',
    '--no-warnings',
    `--max-old-space-size=${heapMebibytes}`,
  ];
}
