import type { Json } from '../base/json.ts';
import type { MeterLimits } from '../expressions/meter.ts';
import { RunLimit } from './fault.ts';

/** Bounds of one rehearsal; reaching one ends it as `limit`. */
export interface RunLimits {
  /** Most tasks that are started, attempts and iterations counted one by one. */
  readonly tasks: number;
  /** Bounds of each evaluation of an expression. */
  readonly expression: MeterLimits;
  /** Most characters of JSON that the trace's inputs, outputs and effects may have together, about. */
  readonly traceSize: number;
  /** Deepest nesting of a value that is recorded. */
  readonly valueDepth: number;
}

/** The bounds unless said. A trace of this size still fits into one frame between processes. */
export const defaultLimits: RunLimits = {
  tasks: 100_000,
  expression: { steps: 20_000_000, memory: 256 * 1024 * 1024 },
  traceSize: 48 * 1024 * 1024,
  valueDepth: 1_000,
};

/** Counts what a rehearsal has used and stops it at the bounds. */
export class Budget {
  readonly #limits: RunLimits;
  readonly #sizes = new WeakMap<object, number>();
  #tasks = 0;
  #size = 0;

  constructor(limits: RunLimits) {
    this.#limits = limits;
  }

  /** Counts one started task. */
  spendTask(): void {
    if (++this.#tasks > this.#limits.tasks) {
      throw new RunLimit(`The rehearsal was stopped after ${this.#limits.tasks} tasks; a loop may have no end.`);
    }
  }

  /** Counts a value that goes into the trace. Values never change, so one that comes again is not walked again. */
  spendValue(value: Json): void {
    this.#size += this.#sizeOf(value);
    if (this.#size > this.#limits.traceSize) {
      throw new RunLimit('The rehearsal was stopped: its trace is too large.');
    }
  }

  #sizeOf(value: Json): number {
    if (typeof value === 'string') return value.length + 2;
    if (typeof value !== 'object' || value === null) return 8;
    const known = this.#sizes.get(value);
    if (known !== undefined) return known;
    const size = this.#measure(value, 0);
    this.#sizes.set(value, size);
    return size;
  }

  #measure(value: Json, depth: number): number {
    if (typeof value === 'string') return value.length + 2;
    if (typeof value !== 'object' || value === null) return 8;
    if (depth >= this.#limits.valueDepth) {
      throw new RunLimit(`The rehearsal was stopped: a value is nested deeper than ${this.#limits.valueDepth} levels.`);
    }
    let size = 2;
    if (Array.isArray(value)) {
      for (const item of value) size += 1 + this.#measure(item, depth + 1);
      return size;
    }
    for (const [key, member] of Object.entries(value)) size += key.length + 4 + this.#measure(member, depth + 1);
    return size;
  }
}
