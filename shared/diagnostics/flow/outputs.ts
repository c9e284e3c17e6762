import { constant, join, type Shape, unsure } from './shape.ts';

/** What an expression may give, output by output. */
export interface Outputs {
  readonly shapes: readonly Shape[];
  /** Whether these are all, once each and in this order; otherwise any of them may come any number of times. */
  readonly isExact: boolean;
  /** Whether each of them comes at least once wherever there is data that it stands for; those that are exact do. */
  readonly isWhole: boolean;
  /** Whether nothing follows them: a label was left, or an error raised. */
  readonly ends: 'break' | 'error' | null;
}

/** Most outputs that are told apart. */
const maxOutputs = 64;

/** No output at all. */
export const noOutput: Outputs = { shapes: [], isExact: true, isWhole: true, ends: null };

/** Exactly one output. */
export function oneOutput(shape: Shape): Outputs {
  return { shapes: [shape], isExact: true, isWhole: true, ends: null };
}

/** Some of these, any number of times; at least once each where that is `isWhole`. */
export function someOutputs(shapes: readonly Shape[], isWhole = false): Outputs {
  return { shapes, isExact: false, isWhole, ends: null };
}

/** All outputs as one value. */
export function joined({ shapes }: Outputs): Shape {
  const [first = constant] = shapes;
  return shapes.reduce((held, shape) => join(held, shape), first);
}

/** The same outputs, each changed. */
export function mapped(outputs: Outputs, change: (shape: Shape) => Shape): Outputs {
  return { ...outputs, shapes: outputs.shapes.map(change) };
}

/** What comes of one, and then of the other. */
export function followedBy(one: Outputs, next: () => Outputs): Outputs {
  if (one.ends !== null) return one;
  const { shapes, isExact, isWhole, ends } = next();
  return bounded({
    shapes: [...one.shapes, ...shapes],
    isExact: one.isExact && isExact,
    isWhole: one.isWhole && isWhole,
    ends,
  });
}

/** What comes of one or of the other; a condition decides. */
export function either(one: Outputs, other: Outputs): Outputs {
  const ends = one.ends === other.ends ? one.ends : null;
  const [left, ...more] = one.shapes;
  const [right, ...others] = other.shapes;
  const isOneEach = one.isExact && other.isExact && more.length + others.length === 0 && ends === null;
  if (isOneEach && left !== undefined && right !== undefined) return oneOutput(join(left, right));
  return bounded({ shapes: [...one.shapes, ...other.shapes], isExact: false, isWhole: false, ends });
}

/** Outputs of which too many count as one. */
export function bounded(outputs: Outputs): Outputs {
  if (outputs.shapes.length <= maxOutputs) return outputs;
  return { shapes: [unsure(joined(outputs))], isExact: false, isWhole: false, ends: outputs.ends };
}
