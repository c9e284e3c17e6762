import type { Json } from '../base/json.ts';
import type { MeterLimits } from '../expressions/meter.ts';
import { RunLimit } from './fault.ts';
import { ValueSizes } from './valueSizes.ts';

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
  /** Sizes of what was counted. */
  readonly sizes: ValueSizes;
  #tasks = 0;
  #size = 0;

  constructor(limits: RunLimits) {
    this.#limits = limits;
    this.sizes = new ValueSizes(limits.valueDepth);
  }

  /** Counts one started task. */
  spendTask(): void {
    if (++this.#tasks > this.#limits.tasks) {
      throw new RunLimit(`The rehearsal was stopped after ${this.#limits.tasks} tasks; a loop may have no end.`);
    }
  }

  /** Counts a value that goes into the trace. */
  spendValue(value: Json): void {
    this.#size += this.sizes.sizeOf(value);
    if (this.#size > this.#limits.traceSize) {
      throw new RunLimit('The rehearsal was stopped: its trace is too large.');
    }
  }
}
