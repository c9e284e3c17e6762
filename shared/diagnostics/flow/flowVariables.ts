import type { Shape } from './shape.ts';

/** Values of the variables that an expression may use, without their dollar signs. */
export interface FlowVariables {
  get(name: string): Shape | undefined;
}

/** The variables of `outer` and some of their own, which come first: nothing is copied. */
export function withVariables(outer: FlowVariables, own: ReadonlyMap<string, Shape>): FlowVariables {
  return { get: (name) => own.get(name) ?? outer.get(name) };
}

/** The same for one variable. */
export function withVariable(outer: FlowVariables, name: string, value: Shape): FlowVariables {
  return { get: (wanted) => (wanted === name ? value : outer.get(wanted)) };
}
