import { isJsonObject } from '../../base/json.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { type TaskWay, waysOf } from '../../workflow/ways.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { FlowVariables } from './flowVariables.ts';
import type { ValueFollower } from './followValue.ts';
import type { Shape } from './shape.ts';
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

/** What is sure of the conditions of a switch, case by case; null for a case without one. */
export function conditionsOf(
  task: ModelTask,
  input: Shape,
  variables: FlowVariables,
  values: ValueFollower,
): readonly (Sure | null)[] {
  const cases = taskMember(task, 'switch');
  if (!Array.isArray(cases)) return [];
  return cases.flatMap((item, index) =>
    Object.entries(isJsonObject(item) ? item : {}).map(([name, choice]) => {
      if (!isJsonObject(choice) || choice.when === undefined) return null;
      const pointer = joinPointer(`${task.reference}/switch`, index, name, 'when');
      return values.follow(choice.when, pointer, input, variables).sure;
    }),
  );
}
