import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** How slow a transfer may be. There is no limit on the whole: a large bundle over a thin line takes as long as it takes. */
export interface Patience {
  /** Longest time in which no byte moves, in milliseconds. */
  readonly stall: number;
  /** Time that one transfer has besides what its bytes give it, in milliseconds. */
  readonly start: number;
  /** Fewest bytes a second, on the whole of a transfer, once `start` is over: a server that drips holds nobody for ever. */
  readonly rate: number;
}

/** What a team server gets: half a minute of silence, and 8 KiB a second after the first minute. */
export const usualPatience: Patience = { stall: 30_000, start: 60_000, rate: 8 * 1024 };

/** One request; redirects are answers like any other. */
export interface TransferRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** Most bytes that are read of the answer. */
  readonly limit: number;
}

/** An answer, read to its end. */
export interface TransferReply {
  readonly status: number;
  /** Each header's value, or null; names in lower case. */
  header(name: string): string | null;
  readonly body: Uint8Array;
}

/** Why there is no answer: cancelled by the caller, given up as too slow, an answer too large, or anything of the network. */
export class TransferProblem extends Error {
  readonly kind: 'cancelled' | 'slow' | 'large' | 'broken';
  constructor(kind: TransferProblem['kind']) {
    super(kind);
    this.kind = kind;
  }
}

/** How a transfer is watched. */
export interface TransferWatch {
  readonly patience: Patience;
  readonly signal: AbortSignal;
  /** Told of bytes that have moved, either way. */
  moved(bytes: number): void;
}

/** One line to one server, kept open from request to request. */
export interface Line {
  exchange(url: URL, request: TransferRequest, watch: TransferWatch): Promise<TransferReply>;
  close(): void;
}

/** Opens a line; nothing is connected before the first request. */
export function openLine(): Line {
  const agents = { 'http:': new HttpAgent({ keepAlive: true }), 'https:': new HttpsAgent({ keepAlive: true }) };
  return {
    exchange: (url, request, watch) => exchange(agents, url, request, watch),
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

type Agents = { readonly 'http:': HttpAgent; readonly 'https:': HttpsAgent };

async function exchange(agents: Agents, url: URL, request: TransferRequest, watch: TransferWatch) {
  const deadline = new Deadline(watch.patience);
  const signal = AbortSignal.any([watch.signal, deadline.signal]);
  const moved = (bytes: number): void => {
    deadline.moved(bytes);
    watch.moved(bytes);
  };
  try {
    const response = await send(agents, url, request, signal, moved);
    return await readReply(response, request.limit, moved);
  } catch (problem) {
    if (watch.signal.aborted) throw new TransferProblem('cancelled');
    if (deadline.signal.aborted) throw new TransferProblem('slow');
    throw problem instanceof TransferProblem ? problem : new TransferProblem('broken');
  } finally {
    deadline.stop();
  }
}

function send(
  agents: Agents,
  url: URL,
  { method, headers, body }: TransferRequest,
  signal: AbortSignal,
  moved: (bytes: number) => void,
): Promise<IncomingMessage> {
  const length = body === null ? {} : { 'content-length': String(body.length) };
  const options = { method, headers: { ...headers, ...length }, signal };
  return new Promise((resolve, reject) => {
    const sent =
      url.protocol === 'https:'
        ? httpsRequest(url, { ...options, agent: agents['https:'] })
        : httpRequest(url, { ...options, agent: agents['http:'] });
    sent.once('response', resolve);
    // After the answer there is nobody to tell any more: reading it meets the same end.
    sent.on('error', reject);
    if (body === null) sent.end();
    else pipeline(Readable.from(piecesOf(body, moved)), sent).catch(reject);
  });
}

const pieceSize = 64 * 1024;

/** A piece counts as moved once the next one is asked for. */
function* piecesOf(body: Uint8Array, moved: (bytes: number) => void): Generator<Uint8Array> {
  for (let start = 0; start < body.length; start += pieceSize) {
    const piece = body.subarray(start, start + pieceSize);
    yield piece;
    moved(piece.length);
  }
}

async function readReply(response: IncomingMessage, limit: number, moved: (bytes: number) => void) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop ends the connection.
    if (size > limit) throw new TransferProblem('large');
    chunks.push(chunk);
    moved(chunk.length);
  }
  if (!response.complete) throw new TransferProblem('broken');
  const { headers, statusCode = 0 } = response;
  const header = (name: string): string | null => [headers[name]].flat().join(', ') || null;
  return { status: statusCode, header, body: Buffer.concat(chunks) };
}

/** Ends a transfer that stands still, or that has been slower than it may for as long as its bytes allow. */
class Deadline {
  readonly #patience: Patience;
  readonly #ends = new AbortController();
  readonly #startedAt = performance.now();
  #bytes = 0;
  #timer: NodeJS.Timeout;

  constructor(patience: Patience) {
    this.#patience = patience;
    this.#timer = this.#arm();
  }

  get signal(): AbortSignal {
    return this.#ends.signal;
  }

  moved(bytes: number): void {
    this.#bytes += bytes;
    clearTimeout(this.#timer);
    this.#timer = this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(): NodeJS.Timeout {
    const { stall, start, rate } = this.#patience;
    const earned = this.#startedAt + start + (this.#bytes / rate) * 1_000 - performance.now();
    return setTimeout(() => this.#ends.abort(), Math.max(0, Math.min(stall, earned)));
  }
}
