import type { Expression } from '../../expressions/syntax.ts';
import { constant, join, type Shape, shapeOf } from './shape.ts';
import type { ValueType } from './sure.ts';

/** What is left of the input of a condition where it holds, and where it does not. */
export interface Narrowed {
  readonly held: Shape;
  readonly failed: Shape;
}

const typeNames = new Set(['object', 'array', 'string', 'number', 'boolean', 'null']);

/** Builtins that let values of some types through. */
const typeFilters: ReadonlyMap<string, readonly ValueType[]> = new Map<string, readonly ValueType[]>([
  ['objects', ['object']],
  ['arrays', ['array']],
  ['iterables', ['object', 'array']],
  ['strings', ['string']],
  ['numbers', ['number']],
  ['booleans', ['boolean']],
  ['nulls', ['null']],
  ['scalars', ['string', 'number', 'boolean', 'null']],
]);

/** Tells by a test of its type which data of the input is left: `type == "string"`, and such tests with `and`, `or` and `not`. */
export function narrowed(condition: Expression, input: Shape): Narrowed {
  switch (condition.kind) {
    case 'binary': {
      const { operator, left, right } = condition;
      const type = isType(left) ? typeName(right) : isType(right) ? typeName(left) : null;
      if (type === null || (operator !== '==' && operator !== '!=')) break;
      const [held, failed] = [ofTypes(input, [type]), beyondTypes(input, [type])];
      return operator === '==' ? { held, failed } : { held: failed, failed: held };
    }
    case 'and': {
      const left = narrowed(condition.left, input);
      const right = narrowed(condition.right, left.held);
      return { held: right.held, failed: join(left.failed, right.failed) };
    }
    case 'or': {
      const left = narrowed(condition.left, input);
      const right = narrowed(condition.right, left.failed);
      return { held: join(left.held, right.held), failed: right.failed };
    }
    case 'pipe': {
      const { left, right } = condition;
      if (right.kind !== 'call' || right.name !== 'not' || right.args.length > 0) break;
      const { held, failed } = narrowed(left, input);
      return { held: failed, failed: held };
    }
    case 'call': {
      const types = condition.args.length === 0 ? typeFilters.get(condition.name) : undefined;
      // What passes may be false, and false does not hold.
      if (types === undefined || dataType(input) === 'boolean') break;
      return { held: ofTypes(input, types), failed: beyondTypes(input, types) };
    }
    default:
  }
  return { held: input, failed: input };
}

/** What a builtin such as `strings` lets through; null where it is none of them. */
export function filteredByType(name: string, input: Shape): Shape | null {
  const types = typeFilters.get(name);
  return types === undefined ? null : ofTypes(input, types);
}

/** The data that is of one of some types; what holds none is a constant. */
function ofTypes(shape: Shape, types: readonly ValueType[]): Shape {
  const type = dataType(shape);
  if (type !== null) return types.includes(type) ? shape : constant;
  if (types.some((one) => one === 'object' || one === 'array')) return shape;
  const { labels, opens, names } = shape;
  return types.every((one) => one === 'null') ? constant : shapeOf({ labels, opens, names });
}

function beyondTypes(shape: Shape, types: readonly ValueType[]): Shape {
  const type = dataType(shape);
  return type !== null && types.includes(type) ? constant : shape;
}

/** The type of what holds data in a value: of one with members that nothing else is in, that is an object. */
export function dataType({ type, members, items, labels, opens }: Shape): ValueType | null {
  if (type !== null) return type;
  return members.size > 0 && items === null && labels.length === 0 && opens === 'closed' ? 'object' : null;
}

function isType(node: Expression): boolean {
  if (node.kind === 'pipe') return node.left.kind === 'identity' && isType(node.right);
  return node.kind === 'call' && node.name === 'type' && node.args.length === 0;
}

function typeName(node: Expression): ValueType | null {
  if (node.kind !== 'literal' || typeof node.value !== 'string') return null;
  return typeNames.has(node.value) ? (node.value as ValueType) : null;
}
