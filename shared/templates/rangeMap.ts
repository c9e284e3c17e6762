import type { Range } from '../workflow/document.ts';

/** A stretch that a rewritten text shares with its original. */
interface Piece {
  readonly start: number;
  readonly original: number;
  readonly length: number;
}

/** Builds a text from pieces of another, and leads ranges of it back. */
export class RangeMap {
  readonly #original: string;
  readonly #pieces: Piece[] = [];
  #text = '';

  constructor(original: string) {
    this.#original = original;
  }

  /** What was built so far. */
  get text(): string {
    return this.#text;
  }

  /** Appends a stretch of the original. */
  copy(start: number, end: number): void {
    if (end <= start) return;
    const last = this.#pieces.at(-1);
    const length = end - start;
    const follows =
      last !== undefined && last.start + last.length === this.#text.length && last.original + last.length === start;
    if (follows) this.#pieces[this.#pieces.length - 1] = { ...last, length: last.length + length };
    else this.#pieces.push({ start: this.#text.length, original: start, length });
    this.#text += this.#original.slice(start, end);
  }

  /** Appends what the original does not have. */
  insert(text: string): void {
    this.#text += text;
  }

  /** The stretch of the original from which a range was made: from its first to its last character. */
  original({ start, end }: Range): Range {
    let from = Number.POSITIVE_INFINITY;
    let to = -1;
    for (let index = this.#firstEndingBehind(start); index < this.#pieces.length; index += 1) {
      const piece = this.#pieces[index];
      if (piece === undefined || piece.start >= Math.max(end, start + 1)) break;
      const skipped = Math.max(0, start - piece.start);
      from = Math.min(from, piece.original + skipped);
      to = Math.max(to, piece.original + Math.max(skipped, Math.min(piece.length, end - piece.start)));
    }
    return to < 0 ? { start: this.#original.length, end: this.#original.length } : { start: from, end: to };
  }

  #firstEndingBehind(offset: number): number {
    let low = 0;
    let high = this.#pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.#pieces[middle];
      if (piece !== undefined && piece.start + piece.length <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
