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
    const first = this.integer();
    const second = (this.integer() & 0xffff_0fff) | 0x4000;
    const third = (this.integer() & 0x3fff_ffff) | 0x8000_0000;
    const fourth = this.integer();
    return `${hex(first >>> 16)}${hex(first)}-${hex(second >>> 16)}-${hex(second)}-${hex(third >>> 16)}-${hex(third)}${hex(fourth >>> 16)}${hex(fourth)}`;
  }
}

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The lower 16 bits of a number as four digits. */
function hex(bits: number): string {
  return `${bytes[(bits >>> 8) & 0xff]}${bytes[bits & 0xff]}`;
}
