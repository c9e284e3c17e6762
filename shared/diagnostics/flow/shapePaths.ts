import type { Policy } from '../../policy/policy.ts';
import { eachPlace } from './elements.ts';
import type { TextPlace } from './label.ts';
import { constant, join, listOf, type Shape, shapeOf, unsure, withMember } from './shape.ts';
import { elementOf, memberOf, underName } from './sources.ts';
import { every, perhaps, type StepPath, some } from './stepPath.ts';

/** Who classifies names, and where what is read or written at a path counts as read. */
export interface PathReader {
  readonly policy: Policy;
  readonly place: TextPlace | null;
}

/** What stands at a path. */
export function valueAtPath(shape: Shape, path: StepPath, { policy, place }: PathReader): Shape {
  return path.reduce<Shape>((held, step) => {
    if (step === perhaps) return held;
    return typeof step === 'string' ? memberOf(held, step, policy, place) : elementOf(held);
  }, shape);
}

/** The value with what stands at a path changed; where the path may lead past a part of it, that may be as it was. */
export function changedAtPath(shape: Shape, path: StepPath, change: (old: Shape) => Shape, reader: PathReader): Shape {
  const [step, ...rest] = path;
  if (step === undefined) return change(shape);
  if (step === perhaps) return join(shape, changedAtPath(shape, rest, change, reader));
  if (step === every) return eachMember(shape, (member) => changedAtPath(member, rest, change, reader));
  if (step === some) {
    const element = changedAtPath(elementOf(shape), rest, change, reader);
    return join(shape, listOf(element));
  }
  const { policy, place } = reader;
  const changed = changedAtPath(memberOf(shape, step, policy, null), rest, change, reader);
  return withMember(shape, step, rest.length === 0 ? underName(changed, step, policy, place) : changed);
}

/** The value without what stands at a path. */
export function withoutPath(shape: Shape, path: StepPath, reader: PathReader): Shape {
  const last = path.at(-1);
  if (last === undefined) return constant;
  if (last === every) return changedAtPath(shape, path.slice(0, -1), () => constant, reader);
  if (typeof last === 'string') return changedAtPath(shape, path, () => constant, reader);
  // What may be gone leaves its place to others.
  const holder = path.findLastIndex((step) => step !== perhaps);
  return changedAtPath(shape, path.slice(0, Math.max(0, holder)), unsure, reader);
}

/** The value with what stands at a path, and nothing else. */
export function pickedPath(shape: Shape, path: StepPath, reader: PathReader): Shape {
  const [step, ...rest] = path;
  if (step === undefined) return shape;
  const inner = pickedPath(valueAtPath(shape, [step], reader), rest, reader);
  if (step === perhaps) return inner;
  return typeof step === 'string' ? withMember(constant, step, inner) : listOf(inner);
}

/** The value with all its members and elements changed; its names stay. */
export function eachMember(shape: Shape, change: (member: Shape) => Shape): Shape {
  const members = new Map<string, Shape>();
  for (const [name, member] of shape.members) members.set(name, change(member));
  const isRest = shape.items !== null || shape.opens !== 'closed' || shape.labels.length > 0;
  const items = isRest ? change(elementOf(shapeOf({ ...shape, members: new Map() }))) : null;
  const isOpen = items !== null && (items.opens !== 'closed' || items.isLabelled);
  const { keys, names, opens } = shape;
  return shapeOf({ members, items, keys, ...(isOpen ? { opens, names } : {}) });
}

/**
 * The steps of the path that a list of names and places is; null where one is not known. With `isEvery` the path stands for one
 * to each place of a list.
 */
export function stepsOf({ sure }: Shape, isEvery = false): StepPath | null {
  if (sure === null || sure.elements === null || !sure.isExact) return null;
  const steps: StepPath[number][] = [];
  for (const element of sure.elements) {
    const { sure: step } = element;
    const [value, ...others] = step?.values ?? [];
    if (step?.type === 'number') steps.push(isEvery && element === eachPlace ? every : some);
    else if (typeof value === 'string' && others.length === 0) steps.push(value);
    else return null;
  }
  return steps;
}

/** The paths in a list of them; null where one is not known. */
export function pathsIn({ sure }: Shape): readonly StepPath[] | null {
  if (sure === null || sure.elements === null || !sure.isWhole) return null;
  const paths = sure.elements.map((element) => stepsOf(element, !sure.isExact));
  return paths.every((path) => path !== null) ? paths : null;
}
