import type { Expression } from '../../expressions/syntax.ts';

/** Every element of a value (`[]`). */
export const every = Symbol('every');
/** One element that is not told apart from others (`[0]`). */
export const some = Symbol('some');
/** The value itself where a condition holds (`select`). */
export const perhaps = Symbol('perhaps');

/** The steps of a path; a text is a name. */
export type StepPath = readonly (string | typeof every | typeof some | typeof perhaps)[];

/** The name that a key of an object or pattern writes; null where it is worked out. */
export function keyName(key: Expression): string | null {
  if (key.kind === 'variable') return key.name;
  return key.kind === 'literal' && typeof key.value === 'string' ? key.value : null;
}
