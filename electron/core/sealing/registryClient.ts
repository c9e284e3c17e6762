import { type AppError, appError } from '../../../shared/base/appError.ts';
import type { Result } from '../../../shared/base/result.ts';
import { bundleLimits } from '../../../shared/bundle/mediaTypes.ts';
import { RegistryFailure, settle } from './registryFailure.ts';
import { authorize, type Login, loginWanted, notLetIn } from './registryLogin.ts';
import type { RegistryReference } from './registryReference.ts';
import {
  openLine,
  type Patience,
  TransferProblem,
  type TransferReply,
  type TransferRequest,
  usualPatience,
} from './transfer.ts';

/** How to talk to a registry. */
export interface RegistryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Who we are, should it ask. */
  readonly login?: Login | null | undefined;
  /** Told how many bytes have moved since the last time. */
  readonly moved?: ((bytes: number) => void) | undefined;
  /** {@link usualPatience} unless said. */
  readonly patience?: Patience | undefined;
}

/** One request to the registry: GET without a body unless said. */
export interface RegistryRequest {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Statuses that are an answer; any other is an error. */
  readonly accept?: readonly number[];
}

/** Sends a request to a path of the registry, or to a URL that it gave; fails with a {@link RegistryFailure}. */
export type Send = (path: string, request?: RegistryRequest) => Promise<TransferReply>;

/** Does the work over one line to the registry, and gives what it gave or why it could not be done. */
export function withRegistry<T>(
  at: RegistryReference,
  actions: 'pull' | 'pull,push',
  options: RegistryOptions,
  work: (send: Send) => Promise<T>,
): Promise<Result<T>> {
  return settle(async () => {
    const client = new RegistryClient(at, actions, options);
    try {
      return await work((path, request) => client.send(path, request));
    } finally {
      client.close();
    }
  });
}

/** The one place that opens connections: to the named host alone, redirects refused, bounded by {@link Patience}. */
class RegistryClient {
  readonly #at: RegistryReference;
  readonly #actions: string;
  readonly #options: RegistryOptions;
  readonly #line = openLine();
  /** What the registry asked for last time; it goes to its own origin and nowhere else. */
  #authorization: string | null = null;

  constructor(at: RegistryReference, actions: string, options: RegistryOptions) {
    this.#at = at;
    this.#actions = actions;
    this.#options = options;
  }

  close(): void {
    this.#line.close();
  }

  async send(path: string, { accept = [200, 201, 202], ...request }: RegistryRequest = {}): Promise<TransferReply> {
    const url = URL.parse(path, this.#at.origin);
    if (url?.origin !== this.#at.origin) throw new RegistryFailure(elsewhere);
    let reply = await this.#attempt(url, request);
    if (reply.status === 401) {
      const { login = null } = this.#options;
      const exchange = (place: URL, asked: TransferRequest) => this.#exchange(place, asked);
      this.#authorization = await authorize(reply, { at: this.#at, login, actions: this.#actions, exchange });
      reply = await this.#attempt(url, request);
      if (reply.status === 401) throw new RegistryFailure(loginWanted(this.#at));
    }
    if (accept.includes(reply.status)) return reply;
    throw new RegistryFailure(refusal(this.#at, reply.status));
  }

  #attempt(url: URL, { method = 'GET', headers = {}, body }: Omit<RegistryRequest, 'accept'>): Promise<TransferReply> {
    const all = this.#authorization === null ? headers : { ...headers, authorization: this.#authorization };
    return this.#exchange(url, { method, headers: all, body: body ?? null, limit: bundleLimits.fileBytes });
  }

  async #exchange(url: URL, request: TransferRequest): Promise<TransferReply> {
    const { signal = new AbortController().signal, moved = () => {}, patience = usualPatience } = this.#options;
    try {
      return await this.#line.exchange(url, request, { signal, moved, patience });
    } catch (problem) {
      if (problem instanceof TransferProblem) throw new RegistryFailure(problemOf(this.#at, problem.kind));
      throw problem;
    }
  }
}

const elsewhere = appError('denied', 'The team server points to another host: nothing was sent there.');

/** The error for content that is larger than a bundle may be. */
export const tooLarge = (): AppError => appError('limit', 'The bundle on the team server is larger than 256 MiB.');

function problemOf(at: RegistryReference, kind: TransferProblem['kind']): AppError {
  switch (kind) {
    case 'cancelled':
      return appError('cancelled', `The transfer with the team server at ${at.origin} was cancelled.`);
    case 'slow':
      return appError(
        'unavailable',
        `The team server at ${at.origin} has stopped answering, or is too slow.`,
        'Try again: what it has already is not sent twice.',
      );
    case 'large':
      return tooLarge();
    case 'broken':
      return appError('unavailable', `The team server at ${at.origin} does not answer, or the connection broke off.`);
  }
}

function refusal(at: RegistryReference, status: number): AppError {
  if (status === 403) return notLetIn(at, status);
  if (status === 404)
    return appError('not-found', `The team server at ${at.origin} has no ${at.repository}:${at.tag}.`);
  return appError('unavailable', `The team server at ${at.origin} answered with status ${status}.`);
}
