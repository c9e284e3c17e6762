import { isJsonObject } from '../../base/json.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';

/** Where a task may lead: names, or `continue`, `exit` and `end`. */
export function directivesOf(task: ModelTask): ReadonlySet<string> {
  const then = taskMember(task, 'then');
  const own = typeof then === 'string' ? then : 'continue';
  // A task that its condition skips leads to the next one.
  if (taskMember(task, 'if') !== undefined) return new Set(['continue', ...leavesBy(task, own)]);
  return new Set(leavesBy(task, own));
}

function leavesBy(task: ModelTask, own: string): readonly string[] {
  if (task.type === 'raise') return [];
  if (task.type === 'try') {
    const caught = taskMember(task, 'catch', 'then');
    return typeof caught === 'string' ? [own, caught] : [own];
  }
  const cases = taskMember(task, 'switch');
  if (!Array.isArray(cases)) return [own];
  const found: string[] = [];
  let hasDefault = false;
  for (const item of cases) {
    for (const choice of Object.values(isJsonObject(item) ? item : {})) {
      if (!isJsonObject(choice)) continue;
      found.push(typeof choice.then === 'string' ? choice.then : 'continue');
      hasDefault ||= choice.when === undefined;
    }
  }
  if (!hasDefault) found.push(own);
  return found;
}
