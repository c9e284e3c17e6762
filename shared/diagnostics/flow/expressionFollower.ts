import type { Names as NamesOf } from '../../expressions/names.ts';
import type { Expression } from '../../expressions/syntax.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Range } from '../../workflow/document.ts';
import type { TextPlace } from './label.ts';
import type { Shape } from './shape.ts';

/** What the names at a place of an expression stand for. */
export type Names = NamesOf<Shape>;

/** What follows data through one expression, as the functions of jq see it. */
export interface ExpressionFollower {
  readonly policy: Policy;
  /** What a part may give for such an input. */
  follow(node: Expression, input: Shape, names: Names): Shape;
  /** A range of the expression as a place of its text. */
  place(range: Range): TextPlace;
  /** The value with `range` as the place where it was read last. */
  touched(shape: Shape, range: Range): Shape;
  /** Follows a part that copes with fields that there are not. */
  leniently<T>(run: () => T): T;
  /** Notes a value that an error carries. */
  raise(error: Shape): void;
  /** Notes a value that an operation may complain of: its message shows a part of it. */
  raiseOf(value: Shape): void;
  /** A loop whose state is the input of its next round, until nothing is added. */
  repeated(start: Shape, round: (before: Shape) => Shape): Shape;
  /** A value, and all that may be inside it. */
  descendants(input: Shape): Shape;
  /** A value written in a format that can be read back. */
  encoded(shape: Shape, encoding: string): Shape;
}
