import type { EffectRecord, TaskRecord, Trace } from './trace.ts';

/**
 * Effects that one execution of a task asked for. A trace does not say which iteration an effect belongs to: where each
 * execution has as many, they come in the same order; otherwise they are those that fell into its time.
 */
export function effectsOfTask({ tasks, effects }: Pick<Trace, 'tasks' | 'effects'>, index: number): EffectRecord[] {
  const task = tasks[index];
  if (task === undefined || task.status === 'skipped') return [];
  const { reference, attempt } = task;
  const alike = effects.filter((effect) => effect.task === reference && effect.attempt === attempt);
  const executions = tasks.filter(
    (other) => other.reference === reference && other.attempt === attempt && other.status !== 'skipped',
  );
  const each = alike.length / executions.length;
  const first = executions.indexOf(task) * each;
  const own = Number.isInteger(each) ? alike.slice(first, first + each) : [];
  if (own.length > 0 && own.every((effect) => isWithin(task, effect))) return own;
  return alike.filter((effect) => isWithin(task, effect));
}

/** Whether an effect fell into the time of a task. */
export function isWithin({ startedAt, endedAt }: TaskRecord, { at }: EffectRecord): boolean {
  return startedAt <= at && at <= endedAt;
}
