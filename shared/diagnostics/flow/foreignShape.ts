import { type Label, labelOf, readAt, type TextPlace } from './label.ts';
import { allLabels, type Shape, shapeOf } from './shape.ts';

/** Deepest nesting that is taken over from another document. */
const maxDepth = 12;

/**
 * What another workflow answers, as the one that ran it sees it: places of the other document are left out, what was given
 * to it passed `place` on its way.
 */
export function foreignShape(answer: Shape, given: Shape, place: TextPlace | null): Shape {
  const known = new Map(allLabels(given).map((label) => [label.source.id, label]));
  const change = ({ source, encodings, isFollowed }: Label): Label => {
    const own = known.get(source.id);
    if (own === undefined) return { ...labelOf({ ...source, declaredAt: null }, place), encodings, isFollowed };
    const passed = place === null ? own : readAt(own, place);
    return { ...passed, encodings, isFollowed: isFollowed && own.isFollowed };
  };
  return taken(answer, change, 0);
}

function taken(shape: Shape, change: (label: Label) => Label, depth: number): Shape {
  if (depth > maxDepth) return shapeOf({ labels: allLabels(shape).map(change), opens: 'data' });
  const members = new Map<string, Shape>();
  for (const [name, member] of shape.members) members.set(name, taken(member, change, depth + 1));
  const { opens, names } = shape;
  return shapeOf({
    labels: shape.labels.map(change),
    keys: shape.keys.map(change),
    members,
    items: shape.items === null ? null : taken(shape.items, change, depth + 1),
    opens,
    names,
  });
}
