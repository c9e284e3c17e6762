import type { AppError } from './appError.ts';
import { appError } from './appError.ts';
import { err, ok, type Result } from './result.ts';

/** Largest frame that either side accepts, in bytes: a data set of 64 MiB in base64 with room to spare. */
export const maxFrameBytes = 96 * 1024 * 1024;

const headerBytes = 4;

/** One message as a frame: its UTF-8 JSON behind its length in bytes (32 bits, big-endian). */
export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(JSON.stringify(message));
  const frame = new Uint8Array(headerBytes + body.length);
  new DataView(frame.buffer).setUint32(0, body.length);
  frame.set(body, headerBytes);
  return frame;
}

/** Cuts a byte stream into messages. A frame that is too long or is not JSON ends the stream with an error. */
export class FrameDecoder {
  readonly #limit: number;
  #chunks: Uint8Array[] = [];
  #buffered = 0;
  #expected: number | null = null;

  constructor(limit: number = maxFrameBytes) {
    this.#limit = limit;
  }

  /** The messages that `chunk` completes, in order. */
  push(chunk: Uint8Array): Result<unknown[], AppError> {
    this.#chunks.push(chunk);
    this.#buffered += chunk.length;
    const messages: unknown[] = [];
    for (;;) {
      if (this.#expected === null) {
        if (this.#buffered < headerBytes) return ok(messages);
        const header = this.#take(headerBytes);
        this.#expected = new DataView(header.buffer, header.byteOffset).getUint32(0);
        if (this.#expected > this.#limit) return err(appError('limit', 'A message between processes is too large.'));
      }
      if (this.#buffered < this.#expected) return ok(messages);
      const body = this.#take(this.#expected);
      this.#expected = null;
      try {
        messages.push(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)));
      } catch {
        return err(appError('integrity', 'A message between processes is not valid JSON.'));
      }
    }
  }

  #take(count: number): Uint8Array {
    const taken = new Uint8Array(count);
    let filled = 0;
    while (filled < count) {
      const head = this.#chunks[0];
      if (head === undefined) throw new Error('took more than was buffered');
      const part = head.subarray(0, count - filled);
      taken.set(part, filled);
      filled += part.length;
      if (part.length === head.length) this.#chunks.shift();
      else this.#chunks[0] = head.subarray(part.length);
    }
    this.#buffered -= count;
    return taken;
  }
}
