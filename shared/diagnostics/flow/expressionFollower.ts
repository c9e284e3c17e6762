import type { Names as NamesOf } from '../../expressions/names.ts';
import type { Call, Expression, Pattern } from '../../expressions/syntax.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Range } from '../../workflow/document.ts';
import type { TextPlace } from './label.ts';
import type { Outputs } from './outputs.ts';
import type { Shape } from './shape.ts';

/** What the names at a place of an expression stand for. */
export type Names = NamesOf<Shape>;

/** Where a member is read. */
export interface MemberRead {
  readonly nameRange: Range;
  readonly range: Range;
  /** Whether it copes with a member that there is not. */
  readonly isOptional: boolean;
}

/** What follows data through one expression, as the functions of jq see it. */
export interface ExpressionFollower {
  readonly policy: Policy;
  /** What a part may give for such an input, every output joined. */
  follow(node: Expression, input: Shape, names: Names): Shape;
  /** The same, output by output. */
  outputs(node: Expression, input: Shape, names: Names): Outputs;
  /** What comes of each output in turn. */
  each(outputs: Outputs, next: (shape: Shape) => Outputs): Outputs;
  /** The member of a value by its name; one that the schema of its object does not have is told of. */
  member(target: Shape, name: string, read: MemberRead): Shape;
  /**
   * Follows into a function that the expression defines, with its arguments as functions of their own; null where there is no
   * such function, or too many are inside each other.
   */
  inside<T>(node: Call, input: Shape, names: Names, run: (body: Expression, names: Names) => T): T | null;
  /** The value of a variable. */
  variable(name: string, names: Names): Shape;
  /** The names that patterns bind to parts of a value. */
  bound(patterns: readonly Pattern[], value: Shape, names: Names): Names;
  /** What comes of a part whose errors are caught, and what these may carry. */
  trying<T>(run: () => T): { readonly result: T; readonly raised: Shape };
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
  descendants(input: Shape): Outputs;
  /** A value written in a format that can be read back. */
  encoded(shape: Shape, encoding: string): Shape;
}
