import type { Activity } from './plan.ts';
import { withVariable } from './variables.ts';

/** A task's scope with `$context` as it is now: since the task began, tasks inside it may have exported. */
export function scopeNow(activity: Activity): Activity {
  return { ...activity, variables: withVariable(activity.variables, 'context', activity.frame.context.value) };
}
