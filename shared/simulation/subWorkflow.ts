import type { Json, JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import { Fault, RunLimit } from './fault.ts';
import type { Activity, Plan } from './plan.ts';
import type { Run } from './run.ts';
import { qualifiedName, runWorkflow, secretsOf, workflowVariables } from './runWorkflow.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';

/** How deep workflows may run each other: one that runs itself comes to an end. */
const maxDepth = 16;

/**
 * Rehearses another workflow inside a task. It has its own context, secrets and references; the trace shows them behind
 * the task's: `/do/0/register/run/workflow/do/0/x`. What faults in it faults the task.
 */
export function* runSubWorkflow(
  found: Result<Plan, string>,
  activity: Activity,
  input: JsonObject,
  isDetached = false,
): Routine<Json> {
  const { run: outer, frame, reference } = activity;
  if (!found.ok) throw standardFault('configuration', { detail: found.error, instance: reference });
  if (outer.depth >= maxDepth) {
    throw new RunLimit(`The rehearsal was stopped: workflows run each other deeper than ${maxDepth} levels.`);
  }
  const plan = found.value;
  const secrets = secretsOf(plan, outer.givenSecrets);
  const variables = workflowVariables(plan, input, outer, secrets);
  const place = `${reference}/run/workflow`;
  const run: Run = {
    ...outer,
    prefix: outer.prefix + place,
    depth: outer.depth + 1,
    secrets,
    extensions: plan.extensions,
    definition: plan.definition,
    variables,
    name: qualifiedName(plan, variables),
  };
  const deadline = isDetached ? null : frame.deadline;
  const { iteration, attempt } = frame;
  try {
    const inner = { run, variables, context: { value: {} }, iteration, attempt, deadline };
    return yield* runWorkflow(plan, inner, input, activity.record);
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown;
    throw new Fault({ ...thrown.error, instance: place + thrown.error.instance });
  }
}
