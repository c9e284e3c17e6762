import type { Json } from '../../base/json.ts';
import type { ModelTask } from '../modelTask.ts';
import { labelOf } from './label.ts';
import { join, openData, type Shape } from './shape.ts';
import { untrustedSource } from './sources.ts';

/**
 * What an extension for tasks of a type works on: what is known of the tasks that there are, by their references, and any
 * data, as tasks that are written later, by someone else, are extended as well.
 */
export function extendedData(
  tasks: readonly ModelTask[],
  type: Json | undefined,
  seen: ReadonlyMap<string, Shape>,
): Shape {
  let extended: Shape = openData({ labels: [labelOf(untrustedSource('extended'))] });
  for (const task of tasks) {
    const shape = isExtended(task, type) ? seen.get(task.reference) : undefined;
    if (shape !== undefined) extended = join(extended, shape);
  }
  return extended;
}

/** `composite` is the former name of tasks that only run others. Functions and extensions are not extended themselves. */
function isExtended({ type, reference }: ModelTask, extended: Json | undefined): boolean {
  if (!reference.startsWith('/do/')) return false;
  if (extended === 'composite') return type === 'do' || type === 'fork';
  return extended === 'all' || extended === type;
}
