import { ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { dirname, sep } from 'node:path';
import process, { nextTick } from 'node:process';
import type { z } from 'zod';
import { type AppError, appError } from '../../../shared/base/appError.ts';
import { encodeFrame, FrameDecoder, maxFrameBytes } from '../../../shared/base/frame.ts';
import { type Guards, guardedLaunch } from './guards.ts';
import { residentBytes } from './residentBytes.ts';

/** A program of ours that runs locked, and what it may say. */
export interface LockedProgram<Report> {
  /** What it is, as a sentence begins with it. */
  readonly name: string;
  /** Node's executable. */
  readonly node: string;
  /** The entry file; its folder is all that the program may read. */
  readonly file: string;
  /** Flags of Node's that it needs beside those of every locked program. */
  readonly flags: readonly string[];
  readonly reports: z.ZodType<Report>;
  /** Seconds of processor time after which the kernel ends it, where it does. */
  readonly cpuSeconds: number;
}

/** Why a child was ended: a bound of ours, or nobody wants its answer any more. */
export type KillReason = 'memory' | 'time' | 'size' | 'cancelled' | 'closed';

/** How a child ended, or why it was ended. */
export type ProcessEnd =
  /** It ended without an answer and not by us: out of memory or killed by someone, or by a mistake of ours. */
  | { readonly kind: 'exited'; readonly reason: 'ended' | 'bug' }
  /** The system did not start it; `code` is its reason, like `EMFILE`. */
  | { readonly kind: 'unstarted'; readonly code: string }
  | { readonly kind: 'killed'; readonly reason: KillReason }
  /** It said something that is not part of the protocol. */
  | { readonly kind: 'nonsense'; readonly error: AppError };

/** Who listens to a child. */
export interface ProcessListener<Report> {
  report(report: Report): void;
  end(end: ProcessEnd): void;
}

/** How often the memory of a child is looked at, in milliseconds. */
const watchInterval = 20;

/** Node's exit status after an exception that nothing caught; V8 without memory ends by a signal or another status. */
const uncaughtStatus = 1;

/** Most bytes that one child may say in its life: a trace of the largest size, once as records and once as a whole. */
const maxReceived = 2 * maxFrameBytes;

/** Children that run: who leaves by an exception or `process.exit` takes them along. */
const living = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of living) endGroup(child);
});

/**
 * A child that is not trusted: Node locked down by its permission model and by what the system has, an environment that
 * holds nothing of ours, one channel. Everything that it says is decoded; whatever it does, its end is told exactly once.
 */
export class LockedProcess<Report> {
  readonly #program: LockedProgram<Report>;
  readonly #child: ChildProcess;
  readonly #decoder = new FrameDecoder();
  #memoryLimit: number;
  readonly #watch: NodeJS.Timeout;
  #listener: ProcessListener<Report> | null = null;
  #early: Report[] = [];
  #received = 0;
  #ended: ProcessEnd | null = null;

  /** Starts the child; `memoryLimit` is its resident memory in bytes, watched where the system tells. */
  constructor(program: LockedProgram<Report>, memoryLimit: number, guards: Guards) {
    this.#program = program;
    this.#memoryLimit = memoryLimit;
    const folder = dirname(program.file);
    const plain = { command: program.node, args: [...nodeFlags(folder), ...program.flags, program.file] };
    const { command, args } = guardedLaunch(guards, plain, { folder, cpuSeconds: program.cpuSeconds });
    this.#child = startChild(command, args, {
      env: childEnvironment(),
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      // A session of its own: an interrupt at the terminal goes to the whole group, and only we decide what it means.
      detached: process.platform !== 'win32',
    });
    this.#child.on('exit', () => living.delete(this.#child));
    living.add(this.#child);
    this.#child.on('error', (error: NodeJS.ErrnoException) => {
      living.delete(this.#child);
      this.#finish({ kind: 'unstarted', code: error.code ?? 'unknown' });
    });
    this.#child.on('close', (code) =>
      this.#finish({ kind: 'exited', reason: code === uncaughtStatus || code === 0 ? 'bug' : 'ended' }),
    );
    // Where the system has no room for pipes there are none, and `error` comes.
    this.#child.stdout?.on('data', (chunk: Uint8Array) => this.#read(chunk));
    // A child that has ended breaks the pipe; its end is told by `close`.
    this.#child.stdin?.on('error', () => undefined);
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
  get end(): ProcessEnd | null {
    return this.#ended;
  }

  /** Sets who is told from now on, of what was said before as well. */
  listen(listener: ProcessListener<Report>): void {
    this.#listener = listener;
    const early = this.#early;
    this.#early = [];
    for (const report of early) listener.report(report);
    if (this.#ended !== null) listener.end(this.#ended);
  }

  /** Sends the child a message. */
  send(message: object): void {
    this.#child.stdin?.write(encodeFrame(message));
  }

  /** Sets another bound for its resident memory, in bytes. */
  limitMemory(bytes: number): void {
    this.#memoryLimit = bytes;
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
    const report = this.#program.reports.safeParse(message);
    if (!report.success) {
      const error = appError('integrity', `${this.#program.name} said something that it never says; it was stopped.`);
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

  #finish(end: ProcessEnd): void {
    if (this.#ended !== null) return;
    this.#ended = end;
    clearInterval(this.#watch);
    endGroup(this.#child);
    this.#child.stdin?.destroy();
    this.#child.stdout?.destroy();
    this.#listener?.end(end);
  }
}

/** Some refusals of the system are thrown, others told later: all become an `error` that is told later. */
function startChild(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  try {
    return spawn(command, args, options);
  } catch (thrown) {
    const child = new ChildProcess();
    nextTick(() => child.emit('error', thrown));
    return child;
  }
}

/** Why there is no child, as an error for people. */
export function notStarted(name: string, code: string): AppError {
  const isFull = ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'].includes(code);
  const why = isFull ? 'the system allows no more open files or processes; close some programs' : 'the system refused';
  return appError('unavailable', `${name} could not be started: ${why} (${code}).`);
}

/** Ends a child and what is in its group: a half of bubblewrap waits without end for the other, where that is killed early. */
function endGroup(child: ChildProcess): void {
  const { pid, exitCode, signalCode } = child;
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  child.kill('SIGKILL');
  if (process.platform === 'win32') return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group was left.
  }
}

/** Nothing of ours; the time zone makes dates the same everywhere, and Windows starts no process without its folder. */
function childEnvironment(): Record<string, string> {
  const { SystemRoot } = process.env;
  return process.platform === 'win32' && SystemRoot !== undefined ? { TZ: 'UTC', SystemRoot } : { TZ: 'UTC' };
}

function nodeFlags(folder: string): string[] {
  return [
    '--permission',
    `--allow-fs-read=${folder}${sep}`,
    '--disallow-code-generation-from-strings',
    '--disable-proto=delete',
    '--no-node-snapshot',
    '--no-warnings',
  ];
}
