import { unfollowed } from './label.ts';
import { constant, derived, isAnywhereOpen, join, openData, type Shape, shapeOf } from './shape.ts';

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
