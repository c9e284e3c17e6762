import type { Expression } from '../../expressions/syntax.ts';
import { partOf } from './elements.ts';
import type { ExpressionFollower, Names } from './expressionFollower.ts';
import { keptNames } from './keyConditions.ts';
import { joinLabels } from './label.ts';
import { type Outputs, someOutputs } from './outputs.ts';
import { allLabels, asRoot, constant, join, type Shape, shapeOf, unsure, withMember, written } from './shape.ts';
import { elementOf, memberOf } from './sources.ts';
import { presentObject } from './sure.ts';

/** Where only the choice of entries depends on them, the value keeps its names. */
export function withEntries(filter: Expression, input: Shape, names: Names, follower: ExpressionFollower): Shape {
  const [condition] = filter.kind === 'call' && filter.name === 'select' ? filter.args : [];
  const isListed = input.opens === 'closed' && input.items === null;
  if (isListed && input.members.size > 0 && input.keys.length === 0) {
    const entries = someOutputs(entriesOf(input));
    return fromEntries(
      follower.each(entries, (entry) => follower.outputs(filter, entry, names)),
      follower,
    );
  }
  if (condition !== undefined) return selected(condition, input, follower);
  let isRenamed = false;
  let keys = input.keys;
  const members = new Map<string, Shape>();
  for (const [name, member] of input.members) {
    const entry = follower.follow(filter, entryOf(member, constant), names);
    isRenamed ||= entry.members.get('key') !== constant;
    keys = joinLabels(keys, allLabels(entry.members.get('key') ?? constant));
    members.set(name, memberOf(entry, 'value', follower.policy, null));
  }
  const key = input.keys.length === 0 ? constant : shapeOf({ labels: input.keys });
  const rest = entryOf(elementOf(shapeOf({ ...input, members: new Map() })), key);
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

/** Entries of an object: one for each member that is known, and one for all others. */
export function entriesOf(input: Shape): Shape[] {
  const entries = [...input.members.keys()].map((name) => entryOf(partOf(input, name), written(name)));
  const { items, opens, sure } = input;
  if (sure !== null && items === null && opens === 'closed') return entries;
  // Entries of whatever there is are all of it.
  const rest = asRoot(elementOf(shapeOf({ ...input, members: new Map(), sure: null })), input.root);
  return [...entries, entryOf(rest, input.keys.length === 0 ? constant : shapeOf({ labels: input.keys }))];
}

export function fromEntries({ shapes }: Outputs, { policy }: ExpressionFollower): Shape {
  let made: Shape = shapeOf({ type: 'object' });
  for (const entry of shapes) {
    const key = ['key', 'k', 'name'].map((name) => entry.members.get(name)).find((one) => one !== undefined);
    const value = memberOf(entry, 'value', policy, null);
    const values = key?.sure?.values ?? null;
    if (values?.every((name) => typeof name === 'string') === true) {
      for (const name of values) {
        const known = made.members.get(name);
        made = withMember(made, name, known === undefined ? value : join(known, value));
      }
    } else {
      const keys = joinLabels(made.keys, key === undefined ? [] : allLabels(key));
      const items = value === constant ? made.items : made.items === null ? value : join(made.items, value);
      made = shapeOf({ ...made, items: items === null ? null : unsure(items), keys });
    }
  }
  return made;
}

function entryOf(value: Shape, key: Shape): Shape {
  return shapeOf({
    members: new Map([
      ['key', key],
      ['value', value],
    ]),
    type: 'object',
    sure: presentObject,
  });
}
