import { LimitReached } from '../limitReached.ts';
import type { Meter } from '../meter.ts';
import { operation, placesAt, type RegexProgram } from './regexProgram.ts';

/** How a match is chosen. */
export interface SearchOptions {
  /** Whether an empty part of the text is no match. */
  readonly skipsEmpty: boolean;
  /** Whether the longest way to match counts, not the first one. */
  readonly isLongest: boolean;
}

/** Where a match and its groups begin and end, one after the other, in UTF-16 offsets; -1 for a group that took no part. */
export type Places = readonly number[];

/** Most bits for what was tried: their number has to be a whole one of 31 bits. */
const maxTried = 2 ** 31;

const firstTriedWords = 64;

/** What a way that is still to be tried takes. */
const bytesOfPending = 16;

/** Most elements of a list that is kept for the next search. */
const maxKeptWords = 65_536;

/** Instructions after which they are charged: eight of them are one step. */
const perCharge = 8192;

/**
 * Finds matches by trying one way after the other, but no instruction twice at the same place: so it ends after at most as many
 * tries as there are pairs of both.
 */
export class RegexSearch {
  readonly #program: RegexProgram;
  readonly #options: SearchOptions;
  readonly #slots: number[];
  /** The longest match so far, where that one counts. */
  #longest: number[] | null = null;
  #text = '';
  #from = 0;
  /** One bit for each of the program's joins at each place, from `#from` on. */
  #tried = new Uint32Array(firstTriedWords);
  #triedWords = 0;
  /** What is still to be tried: an instruction and a place, or what a slot held (its complement). */
  #pending: number[] = [];
  #pendingCount = 0;
  #uncharged = 0;

  constructor(program: RegexProgram, groups: number, options: SearchOptions) {
    this.#program = program;
    this.#options = options;
    this.#slots = new Array<number>(2 + groups * 2).fill(-1);
  }

  /** The first match that begins at `from` or behind it. */
  find(text: string, from: number, meter: Meter): Places | null {
    const { joinCount } = this.#program;
    if ((text.length - from + 1) * joinCount >= maxTried)
      throw new LimitReached('The expression was stopped: a text is too long for a pattern of this size.');
    this.#text = text;
    this.#from = from;
    try {
      const found = this.#search(meter);
      meter.work(this.#uncharged >> 3);
      return found;
    } finally {
      this.#forget();
    }
  }

  #search(meter: Meter): Places | null {
    const { first, isAnchored } = this.#program;
    const text = this.#text;
    const from = this.#from;
    const end = isAnchored ? from : text.length;
    for (let start = from; start <= end; start++) {
      const unit = text.charCodeAt(start);
      if (first !== null && (unit < first.length ? first[unit] === 0 : start === text.length)) continue;
      if (unit >= 0xdc00 && unit <= 0xdfff && isInsideCharacter(text, start)) continue;
      const found = this.#matchAt(start, meter);
      if (found !== null) return found;
    }
    return null;
  }

  /** The pattern outlives the text, and the next search may belong to another evaluation. */
  #forget(): void {
    this.#text = '';
    this.#uncharged = 0;
    if (this.#pending.length > maxKeptWords) this.#pending = [];
    if (this.#tried.length > maxKeptWords) this.#tried = new Uint32Array(firstTriedWords);
    else for (let word = 0; word < this.#triedWords; word++) this.#tried[word] = 0;
    this.#triedWords = 0;
  }

  #matchAt(start: number, meter: Meter): number[] | null {
    const pending = this.#pending;
    const slots = this.#slots;
    for (let slot = 0; slot < slots.length; slot++) slots[slot] = -1;
    this.#longest = null;
    this.#pendingCount = 0;
    this.#later(this.#program.start, start, meter);
    while (this.#pendingCount > 0) {
      const place = pending[--this.#pendingCount] as number;
      const at = pending[--this.#pendingCount] as number;
      if (at < 0) slots[~at] = place;
      else if (this.#follow(at, place, start, meter)) return slots.slice();
    }
    return this.#longest;
  }

  /** The list only grows, which counts as memory: an array that is emptied loses its room. */
  #later(at: number, place: number, meter: Meter): void {
    if (this.#pendingCount >= this.#pending.length) meter.text(bytesOfPending);
    this.#pending[this.#pendingCount++] = at;
    this.#pending[this.#pendingCount++] = place;
  }

  /** Follows the instructions from `at` on until one does not fit; true where they end in the match to choose. */
  #follow(first: number, from: number, start: number, meter: Meter): boolean {
    const { operations, nexts, others, joins } = this.#program;
    const text = this.#text;
    let at = first;
    let offset = from;
    for (;;) {
      const join = joins[at] as number;
      if (join >= 0 && !this.#isNew(join, offset, meter)) return false;
      this.#uncharged++;
      const other = others[at] as number;
      switch (operations[at]) {
        case operation.character: {
          const character = characterAt(text, offset);
          if (offset >= text.length || !this.#program.reads(at, character)) return false;
          offset += character > 0xffff ? 2 : 1;
          break;
        }
        case operation.alternative:
        case operation.alternativeMatch:
          this.#later(other, offset, meter);
          break;
        case operation.capture:
          this.#later(~other, this.#slots[other] as number, meter);
          this.#slots[other] = offset;
          break;
        case operation.place:
          if ((other & ~placesAt(text, offset)) !== 0) return false;
          break;
        case operation.match:
          return this.#isMatch(start, offset);
        case operation.fail:
          return false;
      }
      at = nexts[at] as number;
    }
  }

  #isMatch(start: number, end: number): boolean {
    const { skipsEmpty, isLongest } = this.#options;
    if (skipsEmpty && start === end) return false;
    this.#slots[0] = start;
    this.#slots[1] = end;
    if (!isLongest) return true;
    if (this.#longest === null || end > (this.#longest[1] ?? 0)) this.#longest = this.#slots.slice();
    return false;
  }

  /** Notes that a join is tried at a place; false where it was before. */
  #isNew(join: number, offset: number, meter: Meter): boolean {
    const bit = (offset - this.#from) * this.#program.joinCount + join;
    const word = bit >>> 5;
    const mask = 1 << (bit & 31);
    if (word >= this.#triedWords) this.#reach(word, meter);
    const tried = this.#tried[word] as number;
    if ((tried & mask) !== 0) return false;
    this.#tried[word] = tried | mask;
    if (this.#uncharged >= perCharge) {
      meter.work(this.#uncharged >> 3);
      this.#uncharged = 0;
    }
    return true;
  }

  #reach(word: number, meter: Meter): void {
    this.#triedWords = word + 1;
    if (word < this.#tried.length) return;
    const larger = new Uint32Array(2 ** Math.ceil(Math.log2(word + 2)));
    meter.text(larger.byteLength);
    larger.set(this.#tried);
    this.#tried = larger;
  }
}

function characterAt(text: string, offset: number): number {
  const unit = text.charCodeAt(offset);
  return unit >= 0xd800 && unit <= 0xdbff ? (text.codePointAt(offset) ?? unit) : unit;
}

function isInsideCharacter(text: string, offset: number): boolean {
  return offset > 0 && (text.codePointAt(offset - 1) ?? 0) > 0xffff;
}
