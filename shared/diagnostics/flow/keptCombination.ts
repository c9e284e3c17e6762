import type { Shape } from './shape.ts';

/** Makes one shape of two, `depth` deep inside others. */
export type Combine = (one: Shape, other: Shape, depth: number) => Shape;

/** Lowest shapes whose combination is kept: those below have few parts, and cost less than to look up. */
const lowestKept = 3;

/**
 * The same pure combination, with its answers for two shapes at a depth kept while both are there: parts are shared, and two
 * values that hold each part twice would be combined part by part for ever.
 */
export function kept(combine: Combine): Combine {
  const answers = new WeakMap<Shape, WeakMap<Shape, Shape[]>>();
  return (one, other, depth) => {
    if (one.height < lowestKept || other.height < lowestKept) return combine(one, other, depth);
    const ofOne = answers.get(one) ?? new WeakMap<Shape, Shape[]>();
    answers.set(one, ofOne);
    const ofBoth = ofOne.get(other) ?? [];
    ofOne.set(other, ofBoth);
    const answer = ofBoth[depth] ?? combine(one, other, depth);
    ofBoth[depth] = answer;
    return answer;
  };
}
