import { type AppError, appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import type { Ask, WorkerAnswers, WorkerQuestion, WorkerReply, WorkerRequest } from './protocol.ts';

/** The part of a Worker that the client uses. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent<WorkerReply>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage(request: WorkerRequest): void;
  terminate(): void;
}

/** Milliseconds after which a worker that does not answer is ended and started anew. */
export const answerLimit = 20_000;

interface Waiting {
  readonly settle: (outcome: Result<WorkerAnswers[Ask], AppError>) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

const stopped = appError('unavailable', 'The checks stopped and were started again. Change the text to check it anew.');

/** Asks questions of the language worker, and starts it again where it hangs or breaks. */
export class LanguageClient {
  readonly #start: () => WorkerPort;
  readonly #waiting = new Map<number, Waiting>();
  #port: WorkerPort | null = null;
  #lastId = 0;

  constructor(start: () => WorkerPort) {
    this.#start = start;
  }

  /** Asks one question. A worker that failed gives `unavailable`; the next question starts it again. */
  ask<A extends Ask>(question: Extract<WorkerQuestion, { ask: A }>): Promise<Result<WorkerAnswers[A], AppError>> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const settle = resolve as Waiting['settle'];
      this.#waiting.set(id, { settle, timer: setTimeout(() => this.#restart(), answerLimit) });
      this.#connected().postMessage({ id, ...question });
    });
  }

  #connected(): WorkerPort {
    if (this.#port === null) {
      this.#port = this.#start();
      this.#port.onmessage = ({ data }) => this.#take(data);
      this.#port.onerror = () => this.#restart();
    }
    return this.#port;
  }

  #take(reply: WorkerReply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    this.#waiting.delete(reply.id);
    clearTimeout(waiting.timer);
    waiting.settle(
      'answer' in reply ? ok(reply.answer) : err(appError('unavailable', `The checks failed: ${reply.failure}`)),
    );
  }

  #restart(): void {
    this.#port?.terminate();
    this.#port = null;
    for (const { settle, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      settle(err(stopped));
    }
    this.#waiting.clear();
  }
}
