import { readSync, writeSync } from 'node:fs';
import { encodeFrame, FrameDecoder } from '../../shared/base/frame.ts';
import type { EngineReport } from '../../shared/simulation/engineProtocol.ts';
import type { PythonReport } from '../../shared/simulation/scriptProtocol.ts';

const standardInput = 0;
const standardOutput = 1;
const chunkSize = 64 * 1024;

/**
 * A child's only way out: frames over standard input and output. Both ends block, because a run is one synchronous
 * computation: what it says before a script hangs must be out by then.
 */
export class Channel {
  readonly #decoder = new FrameDecoder();
  readonly #waiting: unknown[] = [];
  readonly #chunk = new Uint8Array(chunkSize);

  /** The next message, or null where the other side has closed or talks nonsense. */
  receive(): unknown {
    while (this.#waiting.length === 0) {
      const count = this.#read();
      if (count === 0) return null;
      const messages = this.#decoder.push(this.#chunk.slice(0, count));
      if (!messages.ok) return null;
      this.#waiting.push(...messages.value);
    }
    return this.#waiting.shift();
  }

  /** Windows tells the end of a pipe by an error. */
  #read(): number {
    try {
      return readSync(standardInput, this.#chunk);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EOF') return 0;
      throw error;
    }
  }

  /** Writes a report whole. */
  send(report: EngineReport | PythonReport): void {
    const frame = encodeFrame(report);
    let written = 0;
    while (written < frame.length) written += writeSync(standardOutput, frame, written);
  }
}
