import { type TaskWay, waysOf } from '../../workflow/ways.ts';
import type { ModelTask } from '../modelTask.ts';
import { isSurelyFalse, isSurelyTrue, type Sure } from './sure.ts';

/**
 * The ways by which a run may leave a task, where it is known of some conditions of a switch that they always hold, or never:
 * `conditions` is what is sure of them, case by case. The first case that holds is taken.
 */
export function waysLeft(task: ModelTask, conditions: readonly (Sure | null)[]): readonly TaskWay[] {
  const ways = waysOf(task);
  const taken = conditions.findIndex(isSurelyTrue);
  if (taken < 0 && !conditions.some(isSurelyFalse)) return ways;
  let place = -1;
  return ways.filter(({ kind, label }) => {
    if (kind !== 'case' && kind !== 'default') return taken < 0 || label === 'skipped';
    place += 1;
    return !isSurelyFalse(conditions[place] ?? null) && (taken < 0 || place <= taken);
  });
}
