import type { Expression } from '../../expressions/syntax.ts';
import { difference } from './elements.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import {
  allLabels,
  constant,
  derived,
  emptyObject,
  join,
  listOfEach,
  type Shape,
  shapeOf,
  withMember,
  written,
} from './shape.ts';
import { product, sum } from './shapeSums.ts';
import { underName } from './sources.ts';
import { keyName } from './stepPath.ts';
import {
  combined,
  compared,
  eitherWay,
  isSurelyFalse,
  isSurelyTrue,
  presentObject,
  presentText,
  type Scalar,
  type Sure,
  sureOf,
} from './sure.ts';
import { readBack, unknownFrom } from './unknownShapes.ts';

type Follow = (part: Expression) => Shape;

/** What makes one value of its parts. */
export function followConstruct(node: Expression, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const at: Follow = (part) => follower.follow(part, input, names);
  switch (node.kind) {
    case 'identity':
      return input;
    case 'literal':
      return isScalar(node.value) ? written(node.value) : constant;
    case 'variable':
      return follower.touched(follower.variable(node.name, names), node.range);
    case 'string':
      return interpolated(node, at, follower);
    case 'format':
      return formatted(input, node.name, follower);
    case 'array': {
      if (node.body === null) return listOfEach([], true);
      const { shapes, isExact, isWhole } = follower.outputs(node.body, input, names);
      return listOfEach(shapes, isExact, isWhole);
    }
    case 'object':
      return objectOf(node.entries, input, names, follower);
    case 'negate':
      return negated(at(node.operand));
    case 'and':
    case 'or':
      return logical(node, at, follower);
    case 'binary':
      return binary(node, at, follower);
    default:
      return constant;
  }
}

function binary(
  { operator, left, right }: Extract<Expression, { kind: 'binary' }>,
  at: Follow,
  follower: ExpressionFollower,
): Shape {
  if (!'+-*/%'.includes(operator)) {
    const [one, other] = follower.leniently(() => [at(left), at(right)] as const);
    return shapeOf({ sure: compared(operator, one.sure, other.sure) });
  }
  const [one, other] = [at(left), at(right)];
  follower.raiseOf(one);
  follower.raiseOf(other);
  if (operator === '+') return sum(one, other);
  if (operator === '-' && one.type === 'array') return difference(one, other);
  return operator === '*' ? product(one, other) : derived(one, other);
}

function negated(operand: Shape): Shape {
  const sure = combined(operand.sure, sureOf([0]), (value) => (typeof value === 'number' ? -value : undefined));
  return shapeOf({ ...derived(operand), sure });
}

function logical(
  { kind, left, right }: Extract<Expression, { kind: 'and' | 'or' }>,
  at: Follow,
  follower: ExpressionFollower,
): Shape {
  const [one, other] = follower.leniently(() => [at(left).sure, at(right).sure] as const);
  const decides = kind === 'and' ? isSurelyFalse : isSurelyTrue;
  const leaves = kind === 'and' ? isSurelyTrue : isSurelyFalse;
  if (decides(one) || decides(other)) return written(kind === 'or');
  return leaves(one) && leaves(other) ? written(kind === 'and') : shapeOf({ sure: eitherWay });
}

function interpolated(
  { parts, format }: Extract<Expression, { kind: 'string' }>,
  at: Follow,
  follower: ExpressionFollower,
): Shape {
  const shapes = parts.map((part) => (typeof part === 'string' ? written(part) : at(part)));
  const text = shapes.reduce<Sure | null>((before, { sure }) => combined(before, sure, appended), sureOf(['']));
  const sure = format === 'text' && text !== null ? text : presentText;
  return follower.encoded(shapeOf({ ...derived(...shapes), type: 'string', sure }), `@${format}`);
}

function appended(one: Scalar, other: Scalar): Scalar | undefined {
  return typeof one === 'string' && typeof other === 'string' ? one + other : undefined;
}

function formatted(input: Shape, name: string, follower: ExpressionFollower): Shape {
  const format = name.startsWith('@') ? name : `@${name}`;
  if (format === '@base64d' || format === '@urid' || format === '@base32d') return readBack(input);
  return follower.encoded(derived(input), format);
}

function objectOf(
  entries: Extract<Expression, { kind: 'object' }>['entries'],
  input: Shape,
  names: Names,
  follower: ExpressionFollower,
): Shape {
  let shape = emptyObject;
  for (const { key, value } of entries) {
    // `{$x}` has the name of the variable, `{$x: …}` that which it holds.
    const name = key.kind === 'variable' && value !== null ? null : keyName(key);
    if (name === null) {
      const held = value === null ? unknownFrom(input) : follower.follow(value, input, names);
      shape = withEntry(shape, follower.follow(key, input, names), held);
      continue;
    }
    const held = value === null ? shorthand(key, name, input, names, follower) : follower.follow(value, input, names);
    const place = follower.place((value ?? key).range);
    shape = withMember(shape, name, underName(held, name, follower.policy, place));
  }
  return shape;
}

/** `{(key): value}`: a member where the name is known. */
function withEntry(shape: Shape, key: Shape, held: Shape): Shape {
  const [name, ...others] = key.sure?.values ?? [];
  if (typeof name === 'string' && others.length === 0) return withMember(shape, name, held);
  return join(shape, shapeOf({ items: held, keys: allLabels(key), sure: presentObject }));
}

/** `{name}` and `{$name}`. */
function shorthand(key: Expression, name: string, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  if (key.kind === 'variable') return follower.follow(key, input, names);
  const read = { nameRange: key.range, range: key.range, isOptional: false };
  return follower.touched(follower.member(input, name, read), key.range);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
