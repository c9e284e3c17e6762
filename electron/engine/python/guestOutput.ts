/** What a script writes to its two outputs, together no more than a bound. */
export class GuestOutput {
  readonly #streams = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] };
  readonly #limit: number;
  readonly #overflow: () => never;
  #size = 0;

  /** `limit` in bytes; `overflow` ends the run. */
  constructor(limit: number, overflow: () => never) {
    this.#limit = limit;
    this.#overflow = overflow;
  }

  /** Something that takes what is written to a stream, as Pyodide calls it. */
  writer(stream: 'stdout' | 'stderr'): { write(piece: Uint8Array): number; readonly isatty: boolean } {
    return {
      isatty: false,
      write: (piece) => {
        this.#size += piece.length;
        if (this.#size > this.#limit) this.#overflow();
        this.#streams[stream].push(piece.slice());
        return piece.length;
      },
    };
  }

  /** All of a stream as text; what is not UTF-8 is replaced. */
  text(stream: 'stdout' | 'stderr'): string {
    return Buffer.concat(this.#streams[stream]).toString('utf8');
  }
}
