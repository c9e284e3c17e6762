import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import type { Activity, ExtensionPlan, Outcome, TaskPlan } from './plan.ts';
import type { Routine } from './scheduler.ts';
import { isTruthy } from './truth.ts';
import { withVariable } from './variables.ts';

/**
 * Performs a task with what extends it: all `before` lists, the task, all `after` lists, in the order of declaration. They
 * get its input and its output and change neither; but where a `before` list says `exit`, its output is the task's, which
 * does not run.
 */
export function* performExtended(task: TaskPlan, activity: Activity): Routine<Outcome> {
  const { frame, input } = activity;
  const subject = subjectOf(task, activity);
  const extensions = frame.run.extensions.filter((extension) => applies(extension, task, activity, subject));
  const around = { ...frame, extended: subject };
  for (const { before } of extensions) {
    if (before === null) continue;
    const { output, flow } = yield* before(around, input);
    if (flow === 'exit') return { output };
    if (flow === 'end') return { output, flow };
  }
  const { action } = task;
  const outcome = action.kind === 'instant' ? action.perform(activity) : yield* action.perform(activity);
  const extended = { ...around, extended: { ...subject, output: outcome.output } };
  for (const { after } of extensions) {
    if (after === null) continue;
    const { flow } = yield* after(extended, outcome.output);
    if (flow === 'end') return { output: outcome.output, flow };
  }
  return outcome;
}

/** `$task` of an extension: the task that it extends. The specification's examples read its definition there as well. */
function subjectOf({ definition }: TaskPlan, { variables }: Activity): JsonObject {
  const descriptor: Json = variables.find('task') ?? null;
  return { ...(isJsonObject(definition) && definition), ...(isJsonObject(descriptor) && descriptor) };
}

function applies(extension: ExtensionPlan, task: TaskPlan, activity: Activity, subject: JsonObject): boolean {
  if (!isOfType(task, extension.extend)) return false;
  if (extension.condition === null) return true;
  const scope = { ...activity, variables: withVariable(activity.variables, 'task', subject) };
  return isTruthy(extension.condition(activity.input, scope));
}

/** `composite` is the former name of tasks that only run others; the list of types that can be extended still has it. */
function isOfType({ type }: TaskPlan, extended: ExtensionPlan['extend']): boolean {
  if (extended === 'composite') return type === 'do' || type === 'fork';
  return extended === 'all' || extended === type;
}
