import type { Call, Expression } from '../../expressions/syntax.ts';
import { builtinFlow } from './builtinFlow.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import { unfollowed } from './label.ts';
import { literalNames, pathsOf } from './literalPaths.ts';
import {
  constant,
  derived,
  isAnywhereOpen,
  join,
  listOf,
  mapLabels,
  openData,
  readBack,
  type Shape,
  shapeOf,
  unknownFrom,
} from './shape.ts';
import { elementOf, memberOf } from './sources.ts';

/** What a builtin of jq, or a function that there is not, may give. */
export function followBuiltin(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const structural = apart(node, input, names, follower);
  if (structural !== null) return structural;
  const given = (): Shape[] => node.args.map((arg) => follower.follow(arg, input, names));
  switch (builtinFlow(node.name, node.args.length)) {
    case 'reveals-nothing':
      follower.leniently(given);
      return constant;
    case 'keeps':
      follower.leniently(() => node.args.map((arg) => follower.follow(arg, join(input, elementOf(input)), names)));
      return input;
    case 'picks-element':
      return elementOf(input);
    case 'generates':
      return generated(node, input, names, follower);
    case 'derives':
      return follower.encoded(derived(input, ...given()), node.name);
    case 'reads':
      return readBack(derived(input, ...given()));
    default: {
      const everything = derived(input, ...given());
      return mapLabels(isAnywhereOpen(input) ? openData({ labels: everything.labels }) : everything, unfollowed);
    }
  }
}

function generated(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const last = node.args.at(-1);
  if (last === undefined) return constant;
  if (node.name === 'until' || node.name === 'while' || node.name === 'repeat') {
    return follower.repeated(input, (before) => follower.follow(last, before, names));
  }
  return follower.follow(last, input, names);
}

/** Builtins that keep the parts of a value apart. */
function apart(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Shape | null {
  const [first] = node.args;
  const { policy } = follower;
  switch (`${node.name}/${node.args.length}`) {
    case 'map/1':
      return first === undefined ? null : listOf(follower.follow(first, elementOf(input), names));
    case 'map_values/1':
      return first === undefined ? null : eachMember(input, (member) => follower.follow(first, member, names));
    case 'with_entries/1':
      return first === undefined ? null : withEntries(first, input, names, follower);
    case 'to_entries/0':
      return listOf(entryOf(elementOf(input)));
    case 'from_entries/0':
      return shapeOf({ items: memberOf(elementOf(input), 'value', policy, null) });
    case 'group_by/1':
      return listOf(input);
    case 'flatten/0':
    case 'flatten/1':
    case 'transpose/0':
    case 'combinations/0':
      return listOf(elementOf(join(input, elementOf(input))));
    case 'INDEX/1':
      return shapeOf({ items: elementOf(input) });
    case 'recurse/0':
      return follower.descendants(input);
    case 'recurse/1':
    case 'recurse/2':
      return first === undefined ? null : follower.repeated(input, (before) => follower.follow(first, before, names));
    case 'walk/1':
      return first === undefined
        ? null
        : follower.repeated(input, (before) => follower.follow(first, join(before, elementOf(before)), names));
    case 'del/1':
      return first === undefined ? null : deleted(first, input, follower);
    case 'pick/1':
      return first === undefined ? null : picked(first, input, follower);
    case 'getpath/1':
      return first === undefined ? null : atPath(first, input, follower);
    default:
      return null;
  }
}

function eachMember(input: Shape, change: (member: Shape) => Shape): Shape {
  const members = new Map<string, Shape>();
  for (const [name, member] of input.members) members.set(name, change(member));
  const isRest = input.items !== null || input.opens !== 'closed' || input.labels.length > 0;
  const rest = isRest ? change(elementOf(shapeOf({ ...input, members: new Map() }))) : null;
  return shapeOf({ members, items: rest });
}

/** Where only the choice of entries depends on them, the value keeps its names. */
function withEntries(filter: Expression, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  if (filter.kind === 'call' && filter.name === 'select') return input;
  let isRenamed = false;
  const members = new Map<string, Shape>();
  for (const [name, member] of input.members) {
    const entry = follower.follow(filter, entryOf(member), names);
    isRenamed ||= entry.members.get('key') !== constant;
    members.set(name, memberOf(entry, 'value', follower.policy, null));
  }
  const others = follower.follow(filter, entryOf(elementOf(shapeOf({ ...input, members: new Map() }))), names);
  const items = memberOf(others, 'value', follower.policy, null);
  const shape = shapeOf({ members, items: items === constant ? null : items });
  return isRenamed ? shapeOf({ items: elementOf(shape) }) : shape;
}

function deleted(paths: Expression, input: Shape, follower: ExpressionFollower): Shape {
  const found = pathsOf(paths);
  if (found === null) return input;
  return found.reduce(
    (shape, path) => (path.length === 0 ? constant : follower.assigned(shape, path, constant, paths.range)),
    input,
  );
}

function picked(paths: Expression, input: Shape, follower: ExpressionFollower): Shape {
  const found = pathsOf(paths);
  if (found === null) return input;
  let shape: Shape = constant;
  for (const path of found) {
    const value = path.reduce<Shape>(
      (held, name) => memberOf(held, name, follower.policy, follower.place(paths.range)),
      input,
    );
    shape = follower.assigned(shape, path, follower.touched(value, paths.range), paths.range);
  }
  return shape;
}

function atPath(path: Expression, input: Shape, follower: ExpressionFollower): Shape {
  const body = path.kind === 'array' ? path.body : null;
  const names = body === null ? null : literalNames(body);
  if (names === null) return unknownFrom(input);
  const place = follower.place(path.range);
  const found = names.reduce<Shape>(
    (held, name) => (name === null ? elementOf(held) : memberOf(held, name, follower.policy, place)),
    input,
  );
  return follower.touched(found, path.range);
}

function entryOf(value: Shape): Shape {
  return shapeOf({
    members: new Map([
      ['key', constant],
      ['value', value],
    ]),
  });
}
