/**
 * The rehearsal's own random numbers: the 32-bit generator Mulberry32, whose whole state is one integer, so that one
 * seed gives one sequence on every machine. For variety, never for secrets.
 */
export class Random {
  #state: number;

  /** Any safe integer is a seed; its upper bits count too. */
  constructor(seed: number) {
    this.#state = (seed ^ Math.floor(seed / 0x1_0000_0000)) >>> 0;
  }

  /** The next integer from 0 to 2^32 - 1. */
  integer(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** The next number from 0 up to, not including, 1. */
  fraction(): number {
    return this.integer() / 0x1_0000_0000;
  }

  /** A number from `from` up to, not including, `to`. */
  between(from: number, to: number): number {
    return from + (to - from) * this.fraction();
  }

  /** A text in the form of a random UUID (RFC 9562, version 4). */
  uuid(): string {
    const words = [this.integer(), this.integer(), this.integer(), this.integer()];
    const hex = words.map((word) => word.toString(16).padStart(8, '0')).join('');
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
