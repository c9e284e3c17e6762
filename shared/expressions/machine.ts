import { Env } from './code.ts';
import { Failure } from './failure.ts';
import { LimitReached } from './limitReached.ts';
import { evaluateNode } from './machineNodes.ts';
import type { Meter } from './meter.ts';
import type { Path } from './path.ts';
import type { Expression, FunctionDefinition } from './syntax.ts';
import type { Value } from './value.ts';

/**
 * The slow way to run an expression: one small step after the other, with everything that waits kept on the heap.
 * It takes over where functions call each other more deeply than the machine's own stack can hold.
 */

/** A small step; gives the next one, or null at the end. */
export type Step = () => Step | null;

/** Where to go on when there are no more outputs here: the last point with something left to try. */
export interface Retry {
  readonly step: Step;
  readonly depth: number;
}

/** What to do with an output, and where to find the next. */
export interface Receiver {
  readonly take: (value: Value, path: Path | null, retry: Retry) => Step;
  readonly depth: number;
}

/** What a name stands for in the slow way. */
export type Entry =
  | { readonly kind: 'variable' | 'parameter'; readonly name: string; readonly value: Value }
  | { readonly kind: 'closure'; readonly name: string; readonly body: Expression; readonly home: Names }
  | { readonly kind: 'function'; readonly definition: FunctionDefinition }
  | { readonly kind: 'label'; readonly name: string; readonly retry: Retry };

/** The names that are visible, innermost first. */
export interface Names {
  readonly entry: Entry;
  readonly parent: Names | null;
}

/** What all nodes of one run need, and where an error goes from here. */
export interface Context {
  readonly machine: Machine;
  readonly names: Names | null;
  readonly caught: (error: Failure) => Step;
}

/** Continuations per level of the depth bound: what one call of a function leaves waiting, roughly. */
const waitingPerCall = 8;

/** What one small step here counts as, compared with a step of the fast way. */
const stepsPerBounce = 2;

/** One run in the slow way. */
export class Machine {
  readonly env: Env;
  readonly source: string;
  readonly #most: number;

  /** `source` is the text that the tree was read from. */
  constructor(meter: Meter, source: string) {
    this.source = source;
    this.env = new Env(meter, null, null, null);
    this.#most = meter.limits.depth * waitingPerCall;
  }

  /** A receiver that `outer` waits behind. */
  receiver(outer: Receiver, take: Receiver['take']): Receiver {
    return { take, depth: this.#deeper(outer.depth) };
  }

  /** A point to come back to, before `outer`. */
  retry(outer: Retry, step: Step): Retry {
    return { step, depth: this.#deeper(outer.depth) };
  }

  #deeper(depth: number): number {
    if (depth < this.#most) return depth + 1;
    throw new LimitReached(`The expression was stopped at its limit of ${this.env.meter.limits.depth} depth.`);
  }

  /** Runs `tree` to the end; `emit` gets every output and ends the run by giving true. */
  run(
    tree: Expression,
    input: Value,
    variables: readonly (readonly [string, Value])[],
    emit: (value: Value) => boolean,
  ): void {
    let names: Names | null = null;
    for (const [name, value] of variables) names = { entry: { kind: 'variable', name, value }, parent: names };
    const caught = (error: Failure): Step => {
      throw error;
    };
    const take: Receiver['take'] = (value, _path, retry) => (emit(value) ? () => null : retry.step);
    const end: Retry = { step: () => null, depth: 0 };
    const { meter } = this.env;
    let step: Step | null = () =>
      evaluateNode(tree, { machine: this, names, caught }, input, null, { take, depth: 0 }, end);
    while (step !== null) {
      meter.work(stepsPerBounce);
      step = step();
    }
  }
}

/** Does something that may fail as jq does; what it raises goes where errors go from here. */
export function attempt(context: Context, act: () => Step): Step {
  try {
    return act();
  } catch (error) {
    if (error instanceof Failure) return context.caught(error);
    throw error;
  }
}
