import type { Json } from '../base/json.ts';
import { isDecimal } from '../expressions/decimal.ts';
import { RunLimit } from './fault.ts';

/** Smaller parts are measured again more quickly than they are looked up. */
const worthKeeping = 64;

interface Measured {
  readonly size: number;
  /** Levels of nesting below it. */
  readonly height: number;
  readonly isPlain: boolean;
}

/**
 * About how many characters of JSON values have. Values never change and share their parts, so that of a value which comes
 * again, at once or as a part, little is walked again.
 */
export class ValueSizes {
  readonly #known = new WeakMap<object, Measured>();
  readonly #maxDepth: number;
  /** What was measured last: what an expression gives a task gives, and the next one takes. */
  #last: Json = null;
  #lastSize = 0;
  /** Depth of the lowest part that was met so far. */
  #lowest = 0;
  /** Whether every part that was met so far is plain JSON. */
  #isPlain = true;

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  /** Whether all of an array or object is plain JSON, which is seen as it is measured; no where it is nested too deep. */
  has(value: object): boolean {
    try {
      this.sizeOf(value as Json);
      return this.#isPlain;
    } catch (thrown) {
      if (thrown instanceof RunLimit) return false;
      throw thrown;
    }
  }

  /** Characters of a value, about; throws a `RunLimit` where it is nested too deep. */
  sizeOf(value: Json): number {
    if (typeof value === 'string') return value.length + 2;
    if (typeof value !== 'object' || value === null) return 8;
    if (value === this.#last) return this.#lastSize;
    this.#lowest = 0;
    this.#isPlain = true;
    this.#last = null;
    this.#lastSize = this.#measure(value, 0);
    this.#last = value;
    return this.#lastSize;
  }

  #measure(value: Json & object, depth: number): number {
    const known = this.#known.get(value);
    const lowest = depth + (known?.height ?? 0);
    if (lowest >= this.#maxDepth) {
      throw new RunLimit(`The rehearsal was stopped: a value is nested deeper than ${this.#maxDepth} levels.`);
    }
    const lowestBeside = this.#lowest;
    const isPlainBeside = this.#isPlain;
    this.#lowest = lowest;
    this.#isPlain = known?.isPlain ?? !isDecimal(value);
    const size = known?.size ?? this.#measureParts(value, depth);
    if (known === undefined && depth > 0 && size >= worthKeeping)
      this.#known.set(value, { size, height: this.#lowest - depth, isPlain: this.#isPlain });
    this.#lowest = Math.max(this.#lowest, lowestBeside);
    this.#isPlain &&= isPlainBeside;
    return size;
  }

  #measureParts(value: Json & object, depth: number): number {
    let size = 2;
    if (Array.isArray(value)) {
      for (const item of value) size += 1 + this.#part(item, depth);
    } else {
      for (const key in value) size += key.length + 4 + this.#part((value as Parts)[key] ?? null, depth);
    }
    return size;
  }

  #part(value: Json, depth: number): number {
    if (typeof value === 'string') return value.length + 2;
    if (typeof value === 'object' && value !== null) return this.#measure(value, depth + 1);
    if (typeof value === 'number' && !Number.isFinite(value)) this.#isPlain = false;
    return 8;
  }
}

interface Parts {
  readonly [key: string]: Json;
}
