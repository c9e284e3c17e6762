import type { Call, Expression } from '../../expressions/syntax.ts';
import { builtinFlow } from './builtinFlow.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import { keptNames } from './keyConditions.ts';
import { joinLabels, unfollowed } from './label.ts';
import { literalPath, literalPathList, pathsOf, type StepPath } from './literalPaths.ts';
import {
  allLabels,
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
  withMember,
} from './shape.ts';
import { changedAtPath, eachMember, type PathReader, pickedPath, valueAtPath, withoutPath } from './shapePaths.ts';
import { elementOf, memberOf } from './sources.ts';

/** What a builtin of jq, or a function that there is not, may give. */
export function followBuiltin(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const [message] = node.args;
  if (node.name === 'error') follower.raise(message === undefined ? input : follower.follow(message, input, names));
  else follower.raiseOf(input);
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
      const shape = isAnywhereOpen(input) ? openData({ labels: everything.labels }) : everything;
      return mapLabels(shape, (label) => unfollowed(label));
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
  const at = (arg: Expression, from: Shape): Shape => follower.follow(arg, from, names);
  switch (`${node.name}/${node.args.length}`) {
    case 'to_entries/0':
      return listOf(entryOf(elementOf(input), input));
    case 'from_entries/0':
      return fromEntries(elementOf(input), follower);
    case 'keys/0':
    case 'keys_unsorted/0':
      return input.keys.length === 0 ? constant : listOf(shapeOf({ labels: input.keys }));
    case 'group_by/1':
      return listOf(input);
    case 'flatten/0':
    case 'flatten/1':
    case 'transpose/0':
    case 'combinations/0':
      return listOf(elementOf(join(input, elementOf(input))));
    case 'match/1':
    case 'match/2':
      return matched(derived(input));
    case 'recurse/0':
      return follower.descendants(input);
    case 'range/1':
    case 'range/2':
    case 'range/3':
      return derived(...node.args.map((arg) => at(arg, input)));
    default:
      return first === undefined ? null : withFilter(node, first, input, names, follower);
  }
}

/** Those of them that take a filter or paths. */
function withFilter(
  node: Call,
  first: Expression,
  input: Shape,
  names: Names,
  follower: ExpressionFollower,
): Shape | null {
  const at = (from: Shape): Shape => follower.follow(first, from, names);
  const reader: PathReader = { policy: follower.policy, place: follower.place(first.range) };
  switch (`${node.name}/${node.args.length}`) {
    case 'map/1':
      return listOf(at(elementOf(input)));
    case 'map_values/1':
      return eachMember(input, at);
    case 'with_entries/1':
      return withEntries(first, input, names, follower);
    case 'INDEX/1': {
      const element = elementOf(input);
      return shapeOf({ items: element, keys: allLabels(at(element)) });
    }
    case 'recurse/1':
    case 'recurse/2':
      return follower.repeated(input, at);
    case 'walk/1':
      return follower.repeated(input, (before) => at(join(before, elementOf(before))));
    case 'del/1':
      return without(pathsOf(first), input, reader);
    case 'delpaths/1':
      return without(literalPathList(first), input, reader);
    case 'pick/1':
      return picked(pathsOf(first), input, reader, (shape) => follower.touched(shape, first.range));
    case 'getpath/1': {
      const path = literalPath(first);
      return path === null ? unknownFrom(input) : follower.touched(valueAtPath(input, path, reader), first.range);
    }
    case 'setpath/2': {
      const path = literalPath(first);
      const [, value] = node.args;
      if (path === null || value === undefined) return null;
      return changedAtPath(input, path, () => follower.follow(value, input, names), reader);
    }
    default:
      return null;
  }
}

/** Where only the choice of entries depends on them, the value keeps its names. */
function withEntries(filter: Expression, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const [condition] = filter.kind === 'call' && filter.name === 'select' ? filter.args : [];
  if (condition !== undefined) return selected(condition, input, follower);
  let isRenamed = false;
  let keys = input.keys;
  const members = new Map<string, Shape>();
  for (const [name, member] of input.members) {
    const entry = follower.follow(filter, entryOf(member, null), names);
    isRenamed ||= entry.members.get('key') !== constant;
    keys = joinLabels(keys, allLabels(entry.members.get('key') ?? constant));
    members.set(name, memberOf(entry, 'value', follower.policy, null));
  }
  const rest = entryOf(elementOf(shapeOf({ ...input, members: new Map() })), input);
  const items = memberOf(follower.follow(filter, rest, names), 'value', follower.policy, null);
  const isOpen = items.opens !== 'closed' || items.isLabelled;
  const { opens, names: way } = input;
  const shape = shapeOf({
    members,
    items: items === constant ? null : items,
    keys,
    ...(isOpen ? { opens, names: way } : {}),
  });
  return isRenamed ? shapeOf({ items: elementOf(shape), keys }) : shape;
}

/** The members whose names a condition may let through. */
function selected(condition: Expression, input: Shape, follower: ExpressionFollower): Shape {
  const { kept, dropped, keepsOthers } = keptNames(condition);
  if (keepsOthers) {
    return [...dropped].reduce(
      (shape, name) =>
        shape.members.has(name) || shape.opens !== 'closed' ? withMember(shape, name, constant) : shape,
      input,
    );
  }
  const read = follower.place(condition.range);
  const members = [...kept].map((name) => [name, memberOf(input, name, follower.policy, read)] as const);
  return shapeOf({ members: new Map(members) });
}

function fromEntries(entry: Shape, { policy }: ExpressionFollower): Shape {
  const keys = ['key', 'k', 'name'].flatMap((name) => allLabels(entry.members.get(name) ?? constant));
  return shapeOf({ items: memberOf(entry, 'value', policy, null), keys });
}

/** A match tells where it is, and holds what it found. */
function matched(found: Shape): Shape {
  const members = new Map<string, Shape>([
    ['string', found],
    ['captures', listOf(shapeOf({ members: new Map([['string', found]]) }))],
  ]);
  for (const name of ['offset', 'length']) members.set(name, constant);
  return shapeOf({ members });
}

function without(paths: readonly StepPath[] | null, input: Shape, reader: PathReader): Shape {
  return paths === null ? input : paths.reduce((shape, path) => withoutPath(shape, path, reader), input);
}

function picked(
  paths: readonly StepPath[] | null,
  input: Shape,
  reader: PathReader,
  touched: (shape: Shape) => Shape,
): Shape {
  if (paths === null) return input;
  return paths.reduce<Shape>((shape, path) => join(shape, touched(pickedPath(input, path, reader))), constant);
}

/** An entry of `owner`; of a name that is known where there is none. */
function entryOf(value: Shape, owner: Shape | null): Shape {
  const key = owner === null || owner.keys.length === 0 ? constant : shapeOf({ labels: owner.keys });
  return shapeOf({
    members: new Map([
      ['key', key],
      ['value', value],
    ]),
  });
}
