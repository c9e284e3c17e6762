import { joinLabels, type Label, unfollowed } from './label.ts';

/** What a value may hold beside its known members: nothing, any data, or the secrets of the workflow. */
export type Openness = 'closed' | 'data' | 'secrets';

/**
 * What is known of all values that may stand at a place. It only ever grows in a join, and {@link constant} is its
 * smallest: a value that nothing is followed in.
 */
export interface Shape {
  /** What is in the value itself, and so in everything inside it. */
  readonly labels: readonly Label[];
  readonly members: ReadonlyMap<string, Shape>;
  /** Elements of a list, and members of names that are not known. */
  readonly items: Shape | null;
  /** Names of members that may as well be what else is in it: those of only one of two values that were joined. */
  readonly unsure: ReadonlySet<string>;
  /** What is in the names of its members, where data made them. */
  readonly keys: readonly Label[];
  readonly opens: Openness;
  /** The last two names on the way to an open value: they tell its class. */
  readonly names: readonly string[];
  /** `input`, `$context` … while the value is that whole thing; null for parts of it. */
  readonly root: string | null;
  /** JSON Pointer of the schema that declares its members; null where none does. */
  readonly schema: string | null;
  /** Whether a label is on it or anywhere inside. */
  readonly isLabelled: boolean;
  /** How deep it is nested. */
  readonly height: number;
}

type Parts = Partial<Omit<Shape, 'isLabelled' | 'height'>>;

/** Highest nesting of any shape: what is deeper is one value with everything in it. */
const maxHeight = 24;

const noMembers: ReadonlyMap<string, Shape> = new Map();
const noLabels: readonly Label[] = [];
const noneUnsure: ReadonlySet<string> = new Set();
const noNames: readonly string[] = [];

/** Makes a shape; what is not said is that of a constant. */
export function shapeOf({
  labels = noLabels,
  members = noMembers,
  items = null,
  unsure = noneUnsure,
  keys = noLabels,
  opens = 'closed',
  names = noNames,
  root = null,
  schema = null,
}: Parts): Shape {
  let isLabelled = labels.length > 0 || keys.length > 0 || items?.isLabelled === true;
  let height = items === null ? 0 : items.height + 1;
  for (const member of members.values()) {
    isLabelled ||= member.isLabelled;
    if (member.height >= height) height = member.height + 1;
  }
  if (height > maxHeight)
    return squeezed(labels, keys, [...members.values(), ...(items === null ? [] : [items])], opens);
  return { height, labels, members, items, unsure, keys, opens, names, root, schema, isLabelled };
}

function squeezed(labels: readonly Label[], keys: readonly Label[], parts: readonly Shape[], opens: Openness): Shape {
  const all = parts.reduce((held, part) => joinLabels(held, allLabels(part)), joinLabels(labels, keys));
  const isOpen = opens !== 'closed' || parts.some((part) => isAnywhereOpen(part));
  return shapeOf({ labels: all, opens: isOpen ? 'data' : 'closed' });
}

/** A value that the definition itself writes, or that only says something about another. */
export const constant: Shape = shapeOf({});

/** Any data whatever: what the caller, a service or an event brings. */
export function openData(parts: Parts = {}): Shape {
  return shapeOf({ ...parts, opens: 'data' });
}

/** Deepest nesting and most members of which shapes are told apart; what lies beyond them is one value. */
const maxDepth = 12;
const maxMembers = 300;

/** What may be either; `one` itself where `other` adds nothing. */
export function join(one: Shape, other: Shape, depth = 0): Shape {
  if (one === other || other === constant) return one;
  if (one === constant) return other;
  if (depth >= maxDepth) return joinFlat(one, other);
  const labels = joinLabels(one.labels, other.labels);
  const members = joinMembers(one, other, depth);
  const items = joinItems(one.items, other.items, depth);
  const unsure = joinUnsure(one, other);
  const keys = joinLabels(one.keys, other.keys);
  const opens = one.opens === 'closed' ? other.opens : one.opens;
  const root = one.root ?? other.root;
  const schema = one.schema === other.schema ? one.schema : null;
  const names = one.names.length === 0 && other.names.length > 0 ? other.names : one.names;
  const isSame =
    labels === one.labels &&
    members === one.members &&
    items === one.items &&
    unsure === one.unsure &&
    keys === one.keys &&
    opens === one.opens &&
    root === one.root &&
    schema === one.schema &&
    names === one.names;
  return isSame ? one : shapeOf({ labels, members, items, unsure, keys, opens, root, schema, names });
}

function joinFlat(one: Shape, other: Shape): Shape {
  const flat = flattened(one);
  const labels = joinLabels(flat.labels, allLabels(other));
  const opens = flat.opens === 'closed' ? other.opens : flat.opens;
  return labels === one.labels && opens === one.opens && flat === one ? one : shapeOf({ ...flat, labels, opens });
}

/** The value with nothing inside told apart. */
function flattened(shape: Shape): Shape {
  if (shape.members.size === 0 && shape.items === null) return shape;
  return shapeOf({
    ...shape,
    labels: allLabels(shape),
    members: noMembers,
    items: null,
    unsure: noneUnsure,
    keys: noLabels,
  });
}

function joinItems(one: Shape | null, other: Shape | null, depth: number): Shape | null {
  if (one === null || other === null) return one ?? other;
  return join(one, other, depth + 1);
}

function joinMembers(one: Shape, other: Shape, depth: number): ReadonlyMap<string, Shape> {
  let joined: Map<string, Shape> | null = null;
  for (const [name, member] of other.members) {
    const known = one.members.get(name);
    const next = known === undefined ? member : join(known, member, depth + 1);
    if (next === known) continue;
    joined ??= new Map(one.members);
    if (known !== undefined || joined.size < maxMembers) joined.set(name, next);
  }
  return joined ?? one.members;
}

/** A member that only one of two values has by its name may be under that name in the other too, where it holds more. */
function joinUnsure(one: Shape, other: Shape): ReadonlySet<string> {
  let joined: Set<string> | null = null;
  const add = (name: string): void => {
    if (one.unsure.has(name)) return;
    joined ??= new Set(one.unsure);
    joined.add(name);
  };
  for (const name of other.unsure) add(name);
  if (hasMore(other)) for (const name of one.members.keys()) if (!other.members.has(name)) add(name);
  if (hasMore(one)) for (const name of other.members.keys()) if (!one.members.has(name)) add(name);
  return joined ?? one.unsure;
}

/** A text or number has no members at all. */
function hasMore({ opens, items }: Shape): boolean {
  return opens !== 'closed' || items !== null;
}

/** The labels of a value and of everything inside it. */
export function allLabels(shape: Shape, depth = 0): readonly Label[] {
  if (!shape.isLabelled) return noLabels;
  let labels = joinLabels(shape.labels, shape.keys);
  if (depth > maxHeight || (shape.items === null && shape.members.size === 0)) return labels;
  for (const member of shape.members.values()) labels = joinLabels(labels, allLabels(member, depth + 1));
  return shape.items === null ? labels : joinLabels(labels, allLabels(shape.items, depth + 1));
}

/** The same shape with every label changed. */
export function mapLabels(shape: Shape, change: (label: Label) => Label, depth = 0): Shape {
  if (!shape.isLabelled || depth > maxHeight) return shape;
  const members = new Map<string, Shape>();
  for (const [name, member] of shape.members) members.set(name, mapLabels(member, change, depth + 1));
  return shapeOf({
    ...shape,
    labels: shape.labels.map(change),
    keys: shape.keys.map(change),
    members,
    items: shape.items === null ? null : mapLabels(shape.items, change, depth + 1),
  });
}

/** Whether data that is not known may be in it, at any depth. */
export function isAnywhereOpen(shape: Shape, depth = 0): boolean {
  if (shape.opens !== 'closed' || depth > maxHeight) return true;
  for (const member of shape.members.values()) if (isAnywhereOpen(member, depth + 1)) return true;
  return shape.items !== null && isAnywhereOpen(shape.items, depth + 1);
}

/** Whether what is in a value was not put there name by name: it may hold more than the definition says. */
export function isUnlisted({ opens, members, items, labels }: Shape): boolean {
  return opens !== 'closed' || (members.size === 0 && (items !== null || labels.length > 0));
}

/** A text, number or other value made of others: nothing inside it can be told apart, but everything is in it. */
export function derived(...sources: readonly Shape[]): Shape {
  let labels: readonly Label[] = [];
  let root: string | null = null;
  let opens: Openness = 'closed';
  for (const source of sources) {
    labels = joinLabels(labels, allLabels(source));
    if (isUnlisted(source)) root ??= source.root;
    if (opens === 'closed' && isAnywhereOpen(source)) opens = 'data';
  }
  return labels.length === 0 && opens === 'closed' ? constant : shapeOf({ labels, root, opens });
}

/** A list of such elements. */
export function listOf(items: Shape): Shape {
  return shapeOf({ items });
}

/** The shape with one member replaced, as an assignment leaves it. */
export function withMember(shape: Shape, name: string, member: Shape): Shape {
  if (!shape.members.has(name) && shape.members.size >= maxMembers) return join(shape, listOf(member));
  const members = new Map(shape.members).set(name, member);
  if (!shape.unsure.has(name)) return shapeOf({ ...shape, members, root: null });
  const unsure = new Set(shape.unsure);
  unsure.delete(name);
  return shapeOf({ ...shape, members, unsure, root: null });
}

/** What `+` makes of two values: objects are merged, lists and texts hold what both hold. */
export function sum(one: Shape, other: Shape): Shape {
  if (other.members.size === 0 || other.labels.length > 0) return join(one, other);
  const members = new Map(one.members);
  for (const [name, member] of other.members) {
    if (members.size < maxMembers || members.has(name)) members.set(name, member);
  }
  return join(shapeOf({ ...one, members, root: null }), shapeOf({ ...other, members: noMembers, root: null }));
}

/** What `*` makes of two values: objects are merged at every depth, and numbers and texts hold what both hold. */
export function product(one: Shape, other: Shape, depth = 0): Shape {
  const isObject = (shape: Shape) => shape.members.size > 0 && shape.labels.length === 0;
  if (!isObject(one) || !isObject(other) || depth >= maxDepth) return derived(one, other);
  const members = new Map(one.members);
  for (const [name, member] of other.members) {
    const before = members.get(name);
    const isMerged = before !== undefined && isObject(before) && isObject(member);
    if (members.size < maxMembers || before !== undefined)
      members.set(name, isMerged ? product(before, member, depth + 1) : member);
  }
  return join(shapeOf({ ...one, members, root: null }), shapeOf({ ...other, members: noMembers, root: null }));
}

/** Everything of a value in a place that is not known. */
export function unknownFrom(input: Shape): Shape {
  const { labels, root } = derived(input);
  return isAnywhereOpen(input)
    ? openData({ labels: labels.map((label) => unfollowed(label)), names: input.names, root })
    : shapeOf({ labels });
}

/** A value whose members may have been changed. */
export function unknownMembers(input: Shape): Shape {
  return join(shapeOf({ ...input, root: null }), shapeOf({ items: unknownFrom(input) }));
}

/** What a text holds that is read as data again: its members may have any names. */
export function readBack(shape: Shape): Shape {
  const { labels } = derived(shape);
  return labels.length > 0 || shape.names.length > 0 || isAnywhereOpen(shape)
    ? openData({ labels, names: shape.names })
    : constant;
}
