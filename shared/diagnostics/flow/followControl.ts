import type { Expression } from '../../expressions/syntax.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import { narrowed } from './narrowed.ts';
import { bounded, either, followedBy, joined, noOutput, type Outputs, oneOutput, someOutputs } from './outputs.ts';
import { constant, join, type Shape, unsure, written } from './shape.ts';
import { isSurelyFalse, isSurelyTrue } from './sure.ts';

/** What decides in an expression how often its parts are worked out, and which of them. */
export type Control = Extract<
  Expression,
  { kind: 'comma' | 'pipe' | 'if' | 'alternative' | 'try' | 'bind' | 'reduce' | 'foreach' | 'label' | 'break' }
>;

/** The outputs of a part that decides about others. */
export function followControl(node: Control, input: Shape, names: Names, follower: ExpressionFollower): Outputs {
  const at = (part: Expression, from = input): Outputs => follower.outputs(part, from, names);
  switch (node.kind) {
    case 'comma':
      return followedBy(at(node.left), () => at(node.right));
    case 'pipe':
      return follower.each(at(node.left), (shape) => at(node.right, shape));
    case 'if':
      return followIf(node, input, names, follower);
    case 'alternative':
      return followAlternative(
        follower.leniently(() => at(node.left)),
        () => at(node.right),
      );
    case 'try':
      return followTry(node, input, names, follower);
    case 'bind':
      return follower.each(at(node.source), (source) =>
        follower.outputs(node.body, input, follower.bound(node.patterns, source, names)),
      );
    case 'reduce':
    case 'foreach':
      return followFold(node, input, names, follower);
    case 'label': {
      const body = at(node.body);
      return body.ends === 'break' ? { ...body, ends: null } : body;
    }
    case 'break':
      return { ...noOutput, ends: 'break' };
  }
}

function followIf(
  { condition, then, otherwise }: Extract<Expression, { kind: 'if' }>,
  input: Shape,
  names: Names,
  follower: ExpressionFollower,
): Outputs {
  const conditions = follower.leniently(() => follower.outputs(condition, input, names));
  const { held, failed } = narrowed(condition, input);
  const whenHeld = () => follower.outputs(then, held, names);
  const whenFailed = () => (otherwise === null ? oneOutput(failed) : follower.outputs(otherwise, failed, names));
  const outputs = follower.each(conditions, ({ sure }) => {
    if (isSurelyTrue(sure)) return whenHeld();
    return isSurelyFalse(sure) ? whenFailed() : either(whenHeld(), whenFailed());
  });
  return outputs;
}

/** Outputs of the left side that are not null or false; those of the right where there are none. */
function followAlternative(left: Outputs, right: () => Outputs): Outputs {
  const kept = left.shapes.filter(({ sure }) => !isSurelyFalse(sure));
  if (left.isExact && left.shapes.some(({ sure }) => isSurelyTrue(sure))) {
    const isExact = kept.every(({ sure }) => isSurelyTrue(sure));
    return { shapes: kept, isExact, isWhole: isExact, ends: null };
  }
  if (kept.length === 0) return right();
  return either({ ...left, shapes: kept, isExact: left.isExact && kept.length === 1, ends: null }, right());
}

function followTry(
  { body, handler }: Extract<Expression, { kind: 'try' }>,
  input: Shape,
  names: Names,
  follower: ExpressionFollower,
): Outputs {
  const { result: outputs, raised } = follower.trying(() => follower.outputs(body, input, names));
  const caught = handler === null ? noOutput : follower.outputs(handler, raised, names);
  const ends = outputs.ends === 'break' ? 'break' : null;
  if (handler === null && outputs.ends === 'error') return { ...outputs, ends };
  return bounded({ shapes: [...outputs.shapes, ...caught.shapes], isExact: false, isWhole: false, ends });
}

/** `reduce` and `foreach`: one round for each output where all are known, otherwise any number of rounds. */
function followFold(
  node: Extract<Expression, { kind: 'reduce' | 'foreach' }>,
  input: Shape,
  names: Names,
  follower: ExpressionFollower,
): Outputs {
  const source = follower.outputs(node.source, input, names);
  const start = follower.follow(node.start, input, names);
  const inside = source.shapes.map((shape) => follower.bound(node.patterns, shape, names));
  const extracted = (state: Shape, bound: Names): Shape =>
    node.kind === 'reduce' || node.extract === null ? state : follower.follow(node.extract, state, bound);
  if (source.isExact && source.ends === null) {
    let state = start;
    const states: Shape[] = [];
    for (const bound of inside) {
      const next = follower.outputs(node.update, state, bound);
      // Without an output the state is null (jq 1.7, `reduce`).
      state = next.isExact && next.shapes.length === 1 ? joined(next) : join(joined(next), written(null));
      states.push(extracted(state, bound));
    }
    return node.kind === 'reduce' ? oneOutput(state) : someOutputs(states);
  }
  const state = follower.repeated(unsure(start), (before) =>
    inside.reduce<Shape>((held, bound) => join(held, follower.follow(node.update, before, bound)), constant),
  );
  if (node.kind === 'reduce') return oneOutput(state);
  return someOutputs(inside.map((bound) => extracted(state, bound)));
}
