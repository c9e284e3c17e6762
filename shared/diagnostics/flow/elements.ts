import { knownValues } from './knownValues.ts';
import { joinLabels } from './label.ts';
import { type Outputs, someOutputs } from './outputs.ts';
import { constant, isAnywhereOpen, listOfEach, type Shape, shapeOf, unsure, written } from './shape.ts';
import { elementOf } from './sources.ts';
import { presentNumber, type Scalar, sureList } from './sure.ts';

/** The elements of a value, one by one where they are known so. */
export function elementsOf(value: Shape): Outputs {
  const { sure, members, items, opens } = value;
  if (isScalar(value)) return someOutputs([]);
  if (sure !== null && sure.elements !== null) {
    const { elements, isExact, isWhole } = sure;
    return { shapes: elements, isExact, isWhole, ends: null };
  }
  const isListed = members.size > 0 && items === null && opens === 'closed';
  return someOutputs(isListed ? [...members.keys()].map((name) => partOf(value, name)) : [elementOf(value)]);
}

/** A known member with what is in the whole; as sure as that is. */
export function partOf({ members, labels, sure }: Shape, name: string): Shape {
  const member = members.get(name) ?? constant;
  const part = sure === null ? unsure(member) : member;
  return labels.length === 0 ? part : shapeOf({ ...part, labels: joinLabels(part.labels, labels) });
}

/** A text, number or truth has no parts: to ask for one is an error. */
export function isScalar({ type }: Shape): boolean {
  return type === 'string' || type === 'number' || type === 'boolean';
}

/** What stands at a place of a list, counted from its end where it is negative. */
export function elementAt(value: Shape, place: number): Shape {
  const { sure } = value;
  if (isScalar(value)) return constant;
  if (sure === null || sure.elements === null || !sure.isExact) return elementOf(value);
  const index = Math.floor(place);
  return sure.elements[index < 0 ? index + sure.elements.length : index] ?? written(null);
}

/** The same elements in another order, or some of them. */
export function reordered(list: Shape): Shape {
  const elements = list.sure?.elements ?? null;
  return elements === null ? unsure(list) : shapeOf({ ...list, sure: sureList(elements, false, list.sure?.isWhole) });
}

/** A list without the elements of another: those are gone that are surely among them. */
export function difference(list: Shape, other: Shape): Shape {
  const known = knownValues(other);
  const [taken] = known?.length === 1 ? known : [];
  const elements = list.sure?.elements ?? null;
  if (elements === null || !Array.isArray(taken)) return reordered(list);
  const isTaken = (value: Scalar): boolean => taken.includes(value);
  const kept = elements.filter(({ sure }) => sure?.values?.every(isTaken) !== true);
  const isCertain = kept.every(({ sure }) => sure?.values?.some(isTaken) === false);
  return listOfEach(kept, isCertain && list.sure?.isExact === true, isCertain && list.sure?.isWhole === true);
}

/** A value, and all that is inside it; a shape is no deeper than a bound. */
export function descendantsOf(value: Shape): readonly Shape[] {
  const found = new Set<Shape>([value]);
  for (const part of found) {
    if (part.members.size === 0 && part.items === null) continue;
    for (const inner of elementsOf(part).shapes) found.add(inner);
  }
  return [...found];
}

/** Every part of a value changed from the inside out; null where there may be parts that are not known. */
export function walked(value: Shape, change: (part: Shape) => Shape): Shape | null {
  if (isAnywhereOpen(value)) return null;
  const inner = walkedInside(value, change);
  return change(inner);
}

function walkedInside(value: Shape, change: (part: Shape) => Shape): Shape {
  const { members, items, labels } = value;
  if (members.size === 0 && items === null) return value;
  const parts = new Map([...members].map(([name, part]) => [name, change(walkedInside(part, change))] as const));
  const rest = items === null ? null : unsure(change(walkedInside(items, change)));
  return shapeOf({ ...value, members: parts, items: rest, labels, sure: null });
}

/** A part of a value, and the names and places that lead to it. */
export interface PartWithin {
  readonly path: readonly Shape[];
  readonly part: Shape;
}

/** Each place of a list in turn. */
export const eachPlace: Shape = shapeOf({ sure: presentNumber });

/** All parts of a value whose parts are known, from the outside in. */
export function partsWithin(value: Shape, path: readonly Shape[] = []): readonly PartWithin[] {
  const inner = [...value.members.keys()].map((name) => ({
    path: [...path, written(name)],
    part: partOf(value, name),
  }));
  if (value.items !== null) inner.push({ path: [...path, eachPlace], part: unsure(value.items) });
  return inner.flatMap((one) => [one, ...partsWithin(one.part, one.path)]);
}
