import type { Expression } from '../../expressions/syntax.ts';
import { elementAt, elementsOf } from './elements.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import { joined, mapped, type Outputs, oneOutput, someOutputs } from './outputs.ts';
import { constant, derived, type Shape, unsure } from './shape.ts';
import { elementOf } from './sources.ts';

/** What reads a part of a value. */
export type Access = Extract<Expression, { kind: 'field' | 'index' | 'slice' | 'iterate' }>;

/** What a path of steps leads to; only its end counts as read. */
export function followAccess(node: Access, input: Shape, names: Names, follower: ExpressionFollower): Outputs {
  const targets = targetsOf(node, input, names, follower);
  switch (node.kind) {
    case 'field':
      return mapped(targets, (target) => follower.member(target, node.name, node));
    case 'index': {
      const { index, range, isOptional } = node;
      if (index.kind === 'literal' && typeof index.value === 'string') {
        const { value: name } = index;
        const read = { nameRange: index.range, range, isOptional };
        return mapped(targets, (target) => follower.member(target, name, read));
      }
      const places = follower.outputs(index, input, names);
      return follower.each(targets, (target) => mapped(places, (place) => partAt(target, place, node, follower)));
    }
    case 'slice':
      return mapped(targets, (target) => (target.items === null ? derived(target) : unsure(target)));
    case 'iterate':
      return follower.each(targets, (target) => {
        follower.raiseOf(target);
        return elementsOf(target);
      });
  }
}

function targetsOf({ target, isOptional }: Access, input: Shape, names: Names, follower: ExpressionFollower): Outputs {
  const read = (): Outputs => {
    switch (target.kind) {
      case 'identity':
        return oneOutput(input);
      case 'variable':
        return oneOutput(follower.variable(target.name, names));
      case 'field':
      case 'index':
      case 'slice':
      case 'iterate':
        return followAccess(target, input, names, follower);
      default:
        return follower.outputs(target, input, names);
    }
  };
  return isOptional ? someOutputs(follower.leniently(read).shapes) : read();
}

/** What stands in a value under a name or at a place; anything in it where neither is known. */
function partAt(
  target: Shape,
  place: Shape,
  { range, index, isOptional }: Extract<Access, { kind: 'index' }>,
  follower: ExpressionFollower,
): Shape {
  const values = place.sure?.values ?? null;
  if (values === null) return elementOf(target);
  const found = values.map((value) => {
    if (typeof value === 'string') return follower.member(target, value, { nameRange: index.range, range, isOptional });
    return typeof value === 'number' ? elementAt(target, value) : constant;
  });
  return joined(someOutputs(found));
}
