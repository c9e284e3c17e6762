import { kept } from './keptCombination.ts';
import { derived, join, maxDepth, maxMembers, noMembers, type Shape, shapeOf, unsure } from './shape.ts';
import { combined, type Sure, sureList } from './sure.ts';

/** Whether what holds data of it is an object with members. */
function isObject({ members, labels, type }: Shape): boolean {
  return members.size > 0 && (labels.length === 0 || type === 'object');
}

/** What `+` makes of two values: objects are merged, lists and texts hold what both hold. */
export function sum(one: Shape, other: Shape): Shape {
  if (!isObject(other)) {
    const made = unsure(join(one, other));
    const sure = sureSum(one.sure, other.sure);
    return sure === null ? made : shapeOf({ ...made, sure });
  }
  return join(withMembers(one, other.members), shapeOf({ ...other, members: noMembers, root: null }));
}

/** An object with members put over its own; those for which there is no room go among those of names that are not known. */
function withMembers(one: Shape, over: ReadonlyMap<string, Shape>): Shape {
  const members = new Map(one.members);
  let items = one.items;
  for (const [name, member] of over) {
    if (members.size < maxMembers || members.has(name)) members.set(name, member);
    else items = items === null ? unsure(member) : join(items, member);
  }
  return shapeOf({ ...one, members, items });
}

function sureSum(one: Sure | null, other: Sure | null): Sure | null {
  if (one?.elements && other?.elements) {
    const elements = [...one.elements, ...other.elements];
    return sureList(elements, one.isExact && other.isExact, one.isWhole && other.isWhole);
  }
  return combined(one, other, (left, right) => {
    if (left === null || right === null) return left ?? right;
    if (typeof left === 'string' && typeof right === 'string') return left + right;
    return typeof left === 'number' && typeof right === 'number' ? left + right : undefined;
  });
}

/** What `*` makes of two values: objects are merged at every depth, and numbers and texts hold what both hold. */
export function product(one: Shape, other: Shape): Shape {
  return productParts(one, other, 0);
}

const productParts = kept((one, other, depth) => {
  if (!isObject(one) || !isObject(other) || depth >= maxDepth) return derived(one, other);
  const over = new Map<string, Shape>();
  for (const [name, member] of other.members) {
    const before = one.members.get(name);
    const isMerged = before !== undefined && isObject(before) && isObject(member);
    over.set(name, isMerged ? productParts(before, member, depth + 1) : member);
  }
  return join(withMembers(one, over), shapeOf({ ...other, members: noMembers, root: null }));
});
