import { LimitReached } from './limitReached.ts';

/** Bounds of one evaluation. What is not given has a default that no honest expression reaches. */
export interface MeterLimits {
  /** Calls, iterations and outputs of generators; functions over whole values count their size. */
  readonly steps?: number;
  /** Outputs of the whole expression. */
  readonly outputs?: number;
  /** Nested calls of functions. */
  readonly depth?: number;
  /** Bytes of arrays, objects and strings made, roughly; what is garbage by then counts too. */
  readonly memory?: number;
}

/** Bounds that hold where a caller gives none. */
export const defaultMeterLimits: Required<MeterLimits> = {
  steps: 10_000_000,
  outputs: 1_000_000,
  depth: 10_000,
  memory: 512 * 1024 * 1024,
};

/** Longest string that an expression may build, in UTF-16 units. */
const maxStringLength = 64 * 1024 * 1024;

const noLimits: MeterLimits = {};

const bytesPerElement = 16;
/** An entry of a large object, which is a table by then, and the name that was made for it. */
const bytesPerEntry = 112;

/** Longest key that is looked up for the price of the step. */
const longKey = 256;

/** Most keys that are listed for nothing. */
const freeKeys = 32;

/** Entries from which an object is a table. */
const tableEntries = 128;

/** What it takes to copy an entry of a table. */
const stepsPerEntry = 4;

const completed = new WeakMap<MeterLimits, Required<MeterLimits>>();

/** Limits with the defaults where nothing is given. One object serves very many evaluations, so that it is filled up once. */
function completeLimits(limits: MeterLimits): Required<MeterLimits> {
  if (limits === noLimits) return defaultMeterLimits;
  const known = completed.get(limits);
  if (known !== undefined) return known;
  const complete = { ...defaultMeterLimits, ...limits };
  completed.set(limits, complete);
  return complete;
}

/** Counts down what an evaluation may still use, and keeps what else all parts of the evaluation share. */
export class Meter {
  /** The current time in seconds since 1970, for `now`. */
  now = 0;
  /** Depth of calls at present. */
  depth = 0;
  #limits = defaultMeterLimits;
  #steps = 0;
  #memory = 0;
  #outputs = 0;

  constructor(limits?: MeterLimits, now?: number) {
    this.start(limits, now);
  }

  /** Starts anew, for the next evaluation. */
  start(limits: MeterLimits = noLimits, now = 0): void {
    const complete = completeLimits(limits);
    this.now = now;
    this.depth = 0;
    this.#limits = complete;
    this.#steps = complete.steps;
    this.#memory = complete.memory;
    this.#outputs = complete.outputs;
  }

  /** The bounds that it was started with. */
  get limits(): Required<MeterLimits> {
    return this.#limits;
  }

  /** Counts one step. */
  step(): void {
    if (--this.#steps < 0) this.#stop('steps');
  }

  /** Counts the work on `count` elements or characters that a built-in function does at once. */
  work(count: number): void {
    this.#steps -= count;
    if (this.#steps < 0) this.#stop('steps');
  }

  /** Counts the listing of an object's keys; that of a small one is had for the price of the call. */
  keys(count: number): void {
    if (count > freeKeys) this.work(count);
  }

  /** Counts a look-up by a key that was computed: the engine makes a name of it, which a long one takes time for. */
  key(name: string): void {
    if (name.length > longKey) this.work(name.length >> 3);
  }

  /** Counts an array or object of `count` elements. */
  elements(count: number): void {
    this.#memory -= count * bytesPerElement;
    if (this.#memory < 0) this.#stop('memory');
  }

  /** Counts `count` entries that an object grows by. */
  entries(count: number): void {
    this.#memory -= count * bytesPerEntry;
    if (this.#memory < 0) this.#stop('memory');
  }

  /** Counts an object of `count` entries that is made at once. */
  object(count: number): void {
    if (count < tableEntries) this.elements(count + 1);
    else {
      this.entries(count);
      this.work(count * stepsPerEntry);
    }
  }

  /** Counts a string of `length` characters that is about to be made. */
  text(length: number): void {
    this.#memory -= length;
    if (this.#memory < 0 || length > maxStringLength) this.#stop('memory');
  }

  /** Counts a string joined of two: the engine shares their text, so only the shorter one counts as new. */
  joinedText(a: number, b: number): void {
    this.text(Math.min(a, b, 1024) + 32);
    if (a + b > maxStringLength) this.#stop('memory');
  }

  /** Counts one output of the whole expression. */
  output(): void {
    if (--this.#outputs < 0) this.#stop('outputs');
  }

  #stop(what: keyof MeterLimits): never {
    const amount = this.#limits[what];
    const limit = what === 'memory' ? `${Math.round(amount / 1024)} KiB of memory` : `${amount} ${what}`;
    throw new LimitReached(`The expression was stopped at its limit of ${limit}.`);
  }
}
