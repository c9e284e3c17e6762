import type { Call, Expression } from '../../expressions/syntax.ts';
import { builtinFlow } from './builtinFlow.ts';
import { elementAt, elementsOf, partsWithin, reordered, walked } from './elements.ts';
import { entriesOf, fromEntries, withEntries } from './entries.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import { followPaths } from './followPaths.ts';
import { knownAnswer, mayBeAnswered } from './knownAnswer.ts';
import { unfollowed } from './label.ts';
import { filteredByType, narrowed } from './narrowed.ts';
import { joined, noOutput, type Outputs, oneOutput, someOutputs } from './outputs.ts';
import { replacedText } from './replacedText.ts';
import {
  allLabels,
  constant,
  derived,
  holdsData,
  isAnywhereOpen,
  join,
  listOf,
  listOfEach,
  mapLabels,
  openData,
  type Shape,
  shapeOf,
  unsure,
  written,
} from './shape.ts';
import {
  changedAtPath,
  eachMember,
  type PathReader,
  pathsIn,
  pickedPath,
  stepsOf,
  valueAtPath,
  withoutPath,
} from './shapePaths.ts';
import { sum } from './shapeSums.ts';
import { elementOf } from './sources.ts';
import type { StepPath } from './stepPath.ts';
import {
  compared,
  eitherWay,
  isSurelyFalse,
  isSurelyTrue,
  presentNumber,
  presentText,
  type Sure,
  sureOf,
  typesOf,
} from './sure.ts';
import { readBack, unknownFrom } from './unknownShapes.ts';

/** What a builtin of jq, or a function that there is not, may give. */
export function followBuiltin(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Outputs {
  const [first] = node.args;
  if (node.name === 'error') follower.raise(first === undefined ? input : follower.follow(first, input, names));
  else follower.raiseOf(input);
  const answer = answered(node, input, names, follower) ?? choosing(node, input, names, follower);
  if (answer !== null) return answer;
  const shape = apart(node, input, names, follower) ?? withoutParts(node, input, names, follower);
  return isSingle(node) ? oneOutput(shape) : someOutputs([shape]);
}

/** What a builtin answers to values that are all known; what is in the values is in the answer, unless that says nothing of it. */
function answered(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Outputs | null {
  if (!mayBeAnswered(node.name, node.args.length, input)) return null;
  const given = node.args.map((arg) => follower.outputs(arg, input, names));
  const shapes = given.map(joined);
  const answer = knownAnswer(node.name, input, shapes);
  if (answer === null) return null;
  const isExact = given.every((outputs) => outputs.isExact && outputs.shapes.length === 1);
  const { labels } = derived(input, ...shapes);
  const isTold = labels.length > 0 && builtinFlow(node.name, node.args.length) !== 'reveals-nothing';
  const shape = isTold ? shapeOf({ ...answer, labels }) : answer;
  return isExact ? oneOutput(shape) : someOutputs([shape]);
}

/** Builtins that choose among outputs, or give several. */
function choosing(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Outputs | null {
  const [first] = node.args;
  const at = (arg: Expression, from: Shape): Outputs => follower.outputs(arg, from, names);
  switch (`${node.name}/${node.args.length}`) {
    case 'empty/0':
      return noOutput;
    case 'error/0':
    case 'error/1':
      return { ...noOutput, ends: 'error' };
    case 'recurse/0':
      return follower.descendants(input);
    case 'IN/1':
      return first === undefined ? null : oneOutput(shapeOf({ sure: isAmong(input, at(first, input)) }));
    case 'any/1':
    case 'all/1':
    case 'any/2':
    case 'all/2':
      return oneOutput(shapeOf({ sure: ofAll(node, input, names, follower) }));
    case 'select/1':
      return first === undefined ? null : selectedBy(first, input, names, follower);
    case 'map/1': {
      if (first === undefined) return null;
      const { shapes, isExact, isWhole } = follower.each(elementsOf(input), (element) => at(first, element));
      return oneOutput(listOfEach(shapes, isExact, isWhole));
    }
    case 'first/1':
    case 'last/1': {
      if (first === undefined) return null;
      const { shapes, isExact } = at(first, input);
      const only = shapes.at(node.name === 'first' ? 0 : -1);
      return isExact && only !== undefined ? oneOutput(only) : someOutputs(shapes);
    }
    case 'paths/0':
    case 'leaf_paths/0':
    case 'paths/1':
      return pathsTo(input, node, names, follower);
    case 'getpath/1': {
      if (first === undefined) return null;
      const reader = { policy: follower.policy, place: follower.place(first.range) };
      return follower.each(at(first, input), (path) => {
        const steps = stepsOf(path);
        const found = steps === null ? unknownFrom(input) : valueAtPath(input, steps, reader);
        return oneOutput(steps === null ? found : follower.touched(found, first.range));
      });
    }
    default: {
      const filtered = node.args.length === 0 ? filteredByType(node.name, input) : null;
      return filtered === null ? null : someOutputs([filtered]);
    }
  }
}

/** The paths of all parts, or of those that a condition may let through. */
function pathsTo(input: Shape, { name, args }: Call, names: Names, follower: ExpressionFollower): Outputs | null {
  if (isAnywhereOpen(input)) return null;
  const [condition] = args;
  const isLeaf = ({ members, items }: Shape) => members.size === 0 && items === null;
  let isWhole = true;
  const parts = partsWithin(input).filter(({ part }) => {
    if (name === 'leaf_paths') return isLeaf(part);
    if (condition === undefined) return true;
    const { sure } = follower.follow(condition, part, names);
    const { held, failed } = narrowed(condition, part);
    // Where it holds for nothing that has data, there is none at the path.
    if (isSurelyFalse(sure) || (holdsData(part) && !holdsData(held))) return false;
    isWhole &&= isSurelyTrue(sure) || !holdsData(failed);
    return true;
  });
  return someOutputs(
    parts.map(({ path }) => listOfEach(path, true)),
    isWhole,
  );
}

function selectedBy(condition: Expression, input: Shape, names: Names, follower: ExpressionFollower): Outputs {
  const { held } = narrowed(condition, input);
  const conditions = follower.leniently(() => follower.outputs(condition, input, names));
  return follower.each(conditions, ({ sure }) => {
    if (isSurelyFalse(sure)) return noOutput;
    return isSurelyTrue(sure) ? oneOutput(held) : someOutputs([held]);
  });
}

/** Whether a condition holds for some, or for all, of the elements or of what the first of two arguments gives. */
function ofAll({ name, args }: Call, input: Shape, names: Names, follower: ExpressionFollower): Sure {
  const [generator, condition = generator] = args;
  if (generator === undefined || condition === undefined) return eitherWay;
  const answers = follower.leniently(() => {
    const values = args.length === 1 ? elementsOf(input) : follower.outputs(generator, input, names);
    return follower.each(values, (value) => follower.outputs(condition, value, names));
  });
  const decides = name === 'any' ? isSurelyTrue : isSurelyFalse;
  const leaves = name === 'any' ? isSurelyFalse : isSurelyTrue;
  const isDecided = answers.isExact && answers.shapes.some(({ sure }) => decides(sure));
  const isLeft = answers.shapes.every(({ sure }) => leaves(sure));
  return (isDecided || isLeft ? sureOf([isDecided === (name === 'any')]) : null) ?? eitherWay;
}

/** Whether a value is one of some outputs. */
function isAmong({ sure }: Shape, { shapes, isExact }: Outputs): Sure {
  const answers = shapes.map((shape) => compared('==', sure, shape.sure));
  if (isExact && answers.some(isSurelyTrue)) return sureOf([true]) ?? eitherWay;
  return answers.every(isSurelyFalse) ? (sureOf([false]) ?? eitherWay) : eitherWay;
}

/** What comes of a value that is told apart no more. */
function withoutParts(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const given = (): Shape[] => node.args.map((arg) => follower.follow(arg, input, names));
  switch (builtinFlow(node.name, node.args.length)) {
    case 'reveals-nothing':
      follower.leniently(given);
      return shapeOf({ sure: answerOf(node, input) });
    case 'keeps':
      follower.leniently(() => node.args.map((arg) => follower.follow(arg, join(input, elementOf(input)), names)));
      return reordered(input);
    case 'picks-element':
      return pickedElement(node.name, input);
    case 'generates':
      return generated(node, input, names, follower);
    case 'derives': {
      const made = derived(input, ...given());
      const isText = textual.has(node.name);
      return follower.encoded(isText ? shapeOf({ ...made, type: 'string', sure: presentText }) : made, node.name);
    }
    case 'reads':
      return readBack(derived(input, ...given()));
    default: {
      const everything = derived(input, ...given());
      const shape = isAnywhereOpen(input) ? openData({ labels: everything.labels }) : everything;
      return mapLabels(shape, (label) => unfollowed(label));
    }
  }
}

/** Builtins that give one output for one input, where their arguments do. */
const single = new Set(
  'add all any arrays ascii_downcase ascii_upcase contains del delpaths endswith first flatten floor from_entries fromjson getpath group_by has index indices inside join keys keys_unsorted last length ltrimstr map map_values max max_by min min_by not pick reverse rtrimstr setpath sort sort_by split startswith sub gsub test to_entries tojson tonumber tostring transpose trim type unique unique_by utf8bytelength walk with_entries'.split(
    ' ',
  ),
);

function isSingle({ name, args }: Call): boolean {
  return single.has(name) && args.every(({ kind }) => kind !== 'comma');
}

const textual = new Set('tostring tojson ascii_downcase ascii_upcase join trim ltrim rtrim'.split(' '));
const counting = new Set('length utf8bytelength now'.split(' '));
const asking = new Set(
  'not has in contains inside startswith endswith test any all isempty isvalid IN INSIDE'.split(' '),
);

/** What a builtin answers that shows nothing of its input. */
function answerOf({ name }: Call, { sure }: Shape): Sure | null {
  if (name === 'not') {
    if (isSurelyTrue(sure)) return sureOf([false]);
    return isSurelyFalse(sure) ? sureOf([true]) : eitherWay;
  }
  if (name === 'type') return sure === null ? null : typesOf(sure);
  if (counting.has(name)) return presentNumber;
  return asking.has(name) ? eitherWay : null;
}

function generated(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const last = node.args.at(-1);
  if (last === undefined) return constant;
  if (node.name === 'until' || node.name === 'while' || node.name === 'repeat') {
    return follower.repeated(input, (before) => follower.follow(last, before, names));
  }
  return unsure(follower.follow(last, input, names));
}

function pickedElement(name: string, input: Shape): Shape {
  const elements = input.sure?.isExact === true ? input.sure.elements : null;
  if (elements === null) return unsure(elementOf(input));
  if (name === 'first') return elementAt(input, 0);
  if (name === 'last') return elementAt(input, -1);
  if (name === 'add') return elements.reduce((all, element) => sum(all, element), written(null));
  return unsure(elementOf(input));
}

/** Builtins that keep the parts of a value apart. */
function apart(node: Call, input: Shape, names: Names, follower: ExpressionFollower): Shape | null {
  const [first] = node.args;
  const at = (arg: Expression, from: Shape): Shape => follower.follow(arg, from, names);
  switch (`${node.name}/${node.args.length}`) {
    case 'to_entries/0':
      return listOfEach(entriesOf(input), false);
    case 'from_entries/0':
      return fromEntries(elementsOf(input), follower);
    case 'keys/0':
    case 'keys_unsorted/0':
      return namesOf(input);
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
    case 'range/1':
    case 'range/2':
    case 'range/3':
      return derived(...node.args.map((arg) => at(arg, input)));
    default:
      return first === undefined ? null : withFilter(node, first, input, names, follower);
  }
}

/** The names of the members of an object, one by one where there can be no others. */
function namesOf({ type, members, items, opens, keys }: Shape): Shape {
  if (type === 'object' && items === null && opens === 'closed' && keys.length === 0) {
    return listOfEach([...members.keys()].map(written), false);
  }
  return keys.length === 0 ? constant : listOf(shapeOf({ labels: keys }));
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
    case 'map_values/1':
      return eachMember(input, at);
    case 'with_entries/1':
      return withEntries(first, input, names, follower);
    case 'INDEX/1': {
      const element = elementOf(input);
      return shapeOf({ items: element, keys: allLabels(at(element)) });
    }
    case 'INDEX/2': {
      const [, key = first] = node.args;
      const element = unsure(at(input));
      return shapeOf({ items: element, keys: allLabels(follower.follow(key, element, names)), type: 'object' });
    }
    case 'sub/2':
    case 'sub/3':
    case 'gsub/2':
    case 'gsub/3':
      return replacedText(node, input, names, follower);
    case 'recurse/1':
    case 'recurse/2':
      return follower.repeated(input, at);
    case 'walk/1':
      return walked(input, at) ?? follower.repeated(input, (before) => at(join(before, elementOf(before))));
    case 'del/1':
      return without(followPaths(first, input, names, follower), input, reader);
    case 'delpaths/1':
      return without(pathsIn(at(input)), input, reader);
    case 'pick/1':
      return picked(followPaths(first, input, names, follower), input, reader, (shape) =>
        follower.touched(shape, first.range),
      );
    case 'setpath/2': {
      const path = stepsOf(at(input));
      const [, value] = node.args;
      if (path === null || value === undefined) return null;
      return changedAtPath(input, path, () => follower.follow(value, input, names), reader);
    }
    default:
      return null;
  }
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
