import { type ChildProcess, spawn } from 'node:child_process';
import { type AppError, appError } from '../../shared/base/appError.ts';
import { encodeFrame, FrameDecoder, maxFrameBytes } from '../../shared/base/frame.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { replyFrameSchema } from '../../shared/contract/coreProtocol.ts';

/** How core is started. */
export interface CoreCommand {
  /** Path of the Node binary. */
  readonly node: string;
  /** Path of core's entry file. */
  readonly entry: string;
}

type Answer = (result: Result<unknown, AppError>) => void;

const gone = appError(
  'unavailable',
  'The part of Drydock that keeps your documents ended before it answered.',
  'Try again.',
);
const tooLarge = appError('limit', 'That is too large for one step.');

/** Windows cannot start a process without its system folder; nothing else of our environment is core's business. */
function emptyEnvironment(): NodeJS.ProcessEnv {
  const root = process.env.SystemRoot;
  return root === undefined ? {} : { SystemRoot: root };
}

/** One life of core: frames over its standard input and output, every reply decoded before it is believed. */
export class CoreProcess {
  /** Settles when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #decoder = new FrameDecoder();
  readonly #pending = new Map<number, Answer>();
  readonly #onEvent: (name: string, data: unknown) => void;
  #lastId = 0;
  #alive = true;

  constructor(command: CoreCommand, onEvent: (name: string, data: unknown) => void) {
    this.#onEvent = onEvent;
    this.#child = spawn(command.node, [command.entry], {
      env: emptyEnvironment(),
      stdio: ['pipe', 'pipe', 'inherit'],
      windowsHide: true,
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    const end = () => {
      this.#end();
      resolve();
    };
    this.#child.once('exit', end);
    this.#child.once('error', end);
    // A broken pipe is followed by the end of the process, which is what counts.
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stdout?.on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** Sends a request and gives core's answer; `unavailable` where core ends first. */
  call(method: string, params: unknown): Promise<Result<unknown, AppError>> {
    if (!this.#alive) return Promise.resolve(err(gone));
    const id = ++this.#lastId;
    const frame = encodeFrame({ id, method, params });
    if (frame.length > maxFrameBytes) return Promise.resolve(err(tooLarge));
    const { promise, resolve } = Promise.withResolvers<Result<unknown, AppError>>();
    this.#pending.set(id, resolve);
    this.#child.stdin?.write(frame);
    return promise;
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #read(chunk: Uint8Array): void {
    if (!this.#alive) return;
    const frames = this.#decoder.push(chunk);
    const understood = frames.ok && frames.value.every((frame) => this.#take(frame));
    // Who sends what is not in the protocol is no longer core: start over with a fresh one.
    if (!understood) this.kill();
  }

  #take(frame: unknown): boolean {
    const reply = replyFrameSchema.safeParse(frame);
    if (!reply.success) return false;
    if ('event' in reply.data) {
      this.#onEvent(reply.data.event, reply.data.data);
      return true;
    }
    const answer = this.#pending.get(reply.data.id);
    this.#pending.delete(reply.data.id);
    answer?.('error' in reply.data ? err(reply.data.error) : ok(reply.data.value));
    return answer !== undefined;
  }

  #end(): void {
    this.#alive = false;
    for (const answer of this.#pending.values()) answer(err(gone));
    this.#pending.clear();
  }
}
