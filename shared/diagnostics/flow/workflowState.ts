import type { TaskWay } from '../../workflow/ways.ts';
import { labelOf, unfollowed } from './label.ts';
import { allLabels, join, openData, type Shape, unsure } from './shape.ts';
import { untrustedSource } from './sources.ts';

/** What flows from task to task. */
export interface State {
  readonly data: Shape;
  readonly context: Shape;
}

/** What a task leaves, and the ways by which a run may leave it. */
export interface Departure {
  readonly state: State;
  readonly ways: readonly TaskWay[];
}

/** What may be either; `one` itself where `other` adds nothing. */
export function joinStates(one: State, other: State): State {
  const data = join(one.data, other.data);
  const context = join(one.context, other.context);
  return data === one.data && context === one.context ? one : { data, context };
}

/** The same of what comes round again: what another round may change further is not sure. */
export function repeatedStates(one: State, other: State): State {
  const joined = joinStates(one, other);
  return joined === one ? one : { data: unsure(joined.data), context: unsure(joined.context) };
}

/** Any data whatever, with all that was in the value before. */
export function unknownAfter(before: Shape): Shape {
  const labels = allLabels(before).map((label) => unfollowed(label));
  return openData({ labels: [unfollowed(labelOf(untrustedSource('unknown'))), ...labels] });
}
