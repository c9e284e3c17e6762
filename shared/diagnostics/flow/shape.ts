import { kept } from './keptCombination.ts';
import { joinLabels, type Label } from './label.ts';
import { joinSure, presentObject, type Scalar, type Sure, sureList, sureOf, type ValueType } from './sure.ts';

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
  /** Type of what holds followed data of it: what else it may be holds none. Null where that may have several types. */
  readonly type: ValueType | null;
  /** What is so in every run; null where nothing is. What is inside is sure only where this is not null. */
  readonly sure: Sure | null;
  /** Whether a label is on it or anywhere inside. */
  readonly isLabelled: boolean;
  /** Whether data that is not known may be in it, at any depth. */
  readonly isOpenInside: boolean;
  /** How deep it is nested. */
  readonly height: number;
}

type Parts = Partial<Omit<Shape, 'isLabelled' | 'isOpenInside' | 'height'>>;

/** Highest nesting of any shape: what is deeper is one value with everything in it. */
const maxHeight = 24;

/** Of a value without parts. */
export const noMembers: ReadonlyMap<string, Shape> = new Map();
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
  type = null,
  sure = null,
}: Parts): Shape {
  let isLabelled = labels.length > 0 || keys.length > 0 || items?.isLabelled === true;
  let isOpenInside = opens !== 'closed' || items?.isOpenInside === true;
  let height = items === null ? 0 : items.height + 1;
  for (const member of members.values()) {
    isLabelled ||= member.isLabelled;
    isOpenInside ||= member.isOpenInside;
    if (member.height >= height) height = member.height + 1;
  }
  if (height > maxHeight)
    return squeezed(labels, keys, [...members.values(), ...(items === null ? [] : [items])], opens);
  return {
    height,
    labels,
    members,
    items,
    unsure,
    keys,
    opens,
    names,
    root,
    schema,
    type,
    sure,
    isLabelled,
    isOpenInside,
  };
}

function squeezed(labels: readonly Label[], keys: readonly Label[], parts: readonly Shape[], opens: Openness): Shape {
  const all = parts.reduce((held, part) => joinLabels(held, allLabels(part)), joinLabels(labels, keys));
  const isOpen = opens !== 'closed' || parts.some(isAnywhereOpen);
  return shapeOf({ labels: all, opens: isOpen ? 'data' : 'closed' });
}

/** A value that the definition itself writes, or that only says something about another. */
export const constant: Shape = shapeOf({});

/** An object without members. */
export const emptyObject: Shape = shapeOf({ type: 'object', sure: presentObject });

const scalars = new Map<Scalar, Shape>();
/** Most written values whose shapes are kept, and longest text among them: an editor writes a long one anew at each key. */
const maxScalars = 4_000;
const maxKeptLength = 1_000;

/** A value that the definition writes. */
export function written(value: Scalar): Shape {
  const known = scalars.get(value);
  if (known !== undefined) return known;
  if (scalars.size >= maxScalars) scalars.clear();
  const shape = shapeOf({ sure: sureOf([value]) });
  if (typeof value !== 'string' || value.length <= maxKeptLength) scalars.set(value, shape);
  return shape;
}

/** A value of which nothing is sure. */
export function unsure(shape: Shape): Shape {
  if (shape.sure === null) return shape;
  return shape.isLabelled || shape.isOpenInside || shape.members.size > 0 || shape.items !== null
    ? shapeOf({ ...shape, sure: null })
    : constant;
}

/** The value as the whole of what `root` names. */
export function asRoot(shape: Shape, root: string | null): Shape {
  return shape.root === root ? shape : shapeOf({ ...shape, root });
}

/** Any data whatever: what the caller, a service or an event brings. */
export function openData(parts: Parts = {}): Shape {
  return shapeOf({ ...parts, opens: 'data' });
}

/** Deepest nesting and most members of which shapes are told apart; what lies beyond them is one value. */
export const maxDepth = 12;
export const maxMembers = 100;

/** What may be either; `one` itself where `other` adds nothing. */
export function join(one: Shape, other: Shape, depth = 0): Shape {
  if (one === other) return one;
  if (other === constant) return unsure(one);
  if (one === constant) return unsure(other);
  return depth >= maxDepth ? joinFlat(one, other) : joinParts(one, other, depth);
}

const joinParts = kept((one, other, depth) => {
  const labels = joinLabels(one.labels, other.labels);
  const sure = joinSure(one.sure, other.sure, (left, right) => join(left, right, depth + 1));
  const beyond: Shape[] = [];
  const members = joinMembers(one, other, { depth, isSure: sure !== null, beyond });
  const items = beyond.reduce(
    (held, member) => joinItems(held, member, depth),
    joinItems(one.items, other.items, depth),
  );
  const unsure = joinUnsure(one, other);
  const type = joinTypes(one, other);
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
    type === one.type &&
    sure === one.sure &&
    names === one.names;
  return isSame ? one : shapeOf({ labels, members, items, unsure, keys, opens, root, schema, names, type, sure });
});

function joinTypes(one: Shape, other: Shape): ValueType | null {
  if (one.type === other.type || !holdsData(other)) return one.type;
  return holdsData(one) ? null : other.type;
}

/** Whether anything may be in it that the definition does not write. */
export function holdsData({ isLabelled, isOpenInside }: Shape): boolean {
  return isLabelled || isOpenInside;
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
    sure: null,
  });
}

function joinItems(one: Shape | null, other: Shape | null, depth: number): Shape | null {
  if (one === null || other === null) return one ?? other;
  return join(one, other, depth + 1);
}

/** The members of both; those for which there is no room go `beyond` them. */
function joinMembers(
  one: Shape,
  other: Shape,
  { depth, isSure, beyond }: { readonly depth: number; readonly isSure: boolean; readonly beyond: Shape[] },
): ReadonlyMap<string, Shape> {
  let joined: Map<string, Shape> | null = null;
  // What only one of two objects has is null in the other.
  if (isSure && one.members.size > 0) {
    for (const [name, member] of one.members) {
      if (member.sure === null || other.members.has(name)) continue;
      joined ??= new Map(one.members);
      joined.set(name, unsure(member));
    }
  }
  for (const [name, member] of other.members) {
    const known = one.members.get(name);
    const next = known === undefined ? unsure(member) : join(known, member, depth + 1);
    if (next === known) continue;
    joined ??= new Map(one.members);
    if (known !== undefined || joined.size < maxMembers) joined.set(name, next);
    else beyond.push(next);
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

/** Parts are shared: what is found in one is kept, or values that hold themselves twice would be looked through for ever. */
const labelsInside = new WeakMap<Shape, readonly Label[]>();

/** The labels of a value and of everything inside it. */
export function allLabels(shape: Shape): readonly Label[] {
  if (!shape.isLabelled) return noLabels;
  if (shape.items === null && shape.members.size === 0) return joinLabels(shape.labels, shape.keys);
  const known = labelsInside.get(shape);
  if (known !== undefined) return known;
  let labels = joinLabels(shape.labels, shape.keys);
  for (const member of shape.members.values()) labels = joinLabels(labels, allLabels(member));
  if (shape.items !== null) labels = joinLabels(labels, allLabels(shape.items));
  labelsInside.set(shape, labels);
  return labels;
}

/** The same shape with every label changed; a part that stands in several places is changed once. */
export function mapLabels(
  shape: Shape,
  change: (label: Label) => Label,
  changed: Map<Shape, Shape> = new Map(),
): Shape {
  if (!shape.isLabelled) return shape;
  const known = changed.get(shape);
  if (known !== undefined) return known;
  const members = new Map<string, Shape>();
  for (const [name, member] of shape.members) members.set(name, mapLabels(member, change, changed));
  const mapped = shapeOf({
    ...shape,
    labels: shape.labels.map(change),
    keys: shape.keys.map(change),
    members,
    items: shape.items === null ? null : mapLabels(shape.items, change, changed),
    sure: mapSure(shape.sure, (element) => mapLabels(element, change, changed)),
  });
  changed.set(shape, mapped);
  return mapped;
}

function mapSure(sure: Sure | null, change: (element: Shape) => Shape): Sure | null {
  return sure === null || sure.elements === null ? sure : { ...sure, elements: sure.elements.map(change) };
}

/** Whether data that is not known may be in it, at any depth. */
export function isAnywhereOpen({ isOpenInside }: Shape): boolean {
  return isOpenInside;
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
  return shapeOf({ items: unsure(items), type: 'array' });
}

/** A list of these elements: once each and in their order where that is `isExact`, otherwise each any number of times, and at least once where that is `isWhole`. */
export function listOfEach(elements: readonly Shape[], isExact: boolean, isWhole = isExact): Shape {
  const [first = null, ...others] = elements;
  const items = first === null ? null : others.reduce((held, element) => join(held, element), first);
  return shapeOf({ items, type: 'array', sure: sureList(elements, isExact, isWhole) });
}

/** The shape with one member replaced, as an assignment leaves it. */
export function withMember(shape: Shape, name: string, member: Shape): Shape {
  if (!shape.members.has(name) && shape.members.size >= maxMembers) return join(shape, listOf(member));
  const members = new Map(shape.members).set(name, member);
  const sure = shape.sure === null ? null : presentObject;
  if (!shape.unsure.has(name)) return shapeOf({ ...shape, members, type: 'object', sure });
  const unsureNames = new Set(shape.unsure);
  unsureNames.delete(name);
  return shapeOf({ ...shape, members, unsure: unsureNames, type: 'object', sure });
}
