import type { Shape } from './shape.ts';

/** Values of the variables that an expression may use, without their dollar signs. */
export interface FlowVariables {
  get(name: string): Shape | undefined;
}

/**
 * The variables of `outer` and one more, which comes first: nothing is copied. A value that is given as a function is worked
 * out when an expression first asks for it.
 */
export function withVariable(outer: FlowVariables, name: string, value: Shape | (() => Shape)): FlowVariables {
  return new InnerVariables(outer, name, value);
}

class InnerVariables implements FlowVariables {
  readonly #outer: FlowVariables;
  readonly #name: string;
  #value: Shape | (() => Shape);

  constructor(outer: FlowVariables, name: string, value: Shape | (() => Shape)) {
    this.#outer = outer;
    this.#name = name;
    this.#value = value;
  }

  get(name: string): Shape | undefined {
    if (name !== this.#name) return this.#outer.get(name);
    if (typeof this.#value === 'function') this.#value = this.#value();
    return this.#value;
  }
}
