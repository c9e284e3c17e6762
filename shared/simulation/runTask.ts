import type { Json, JsonObject } from '../base/json.ts';
import { dateTimeDescriptor } from './clock.ts';
import { type Deadline, Fault, Interrupt } from './fault.ts';
import type { Activity, Frame, Outcome, Scope, TaskPlan } from './plan.ts';
import type { OpenTask } from './recorder.ts';
import { performExtended } from './runExtended.ts';
import type { Routine } from './scheduler.ts';
import { standardError } from './standardErrors.ts';
import { checkAfter, checkBefore, identity } from './transform.ts';
import { isTruthy } from './truth.ts';

/**
 * Runs one task through the data flow of the DSL (dsl.md, "Data Flow"): `if`, input schema, `input.from`, the task
 * itself, `output.as`, output schema, `export.as`, export schema. Closes its record whatever happens.
 */
export function* runTask(task: TaskPlan, frame: Frame, rawInput: Json, ownRecord?: OpenTask): Routine<Outcome> {
  const { run } = frame;
  run.budget.spendTask();
  const record = ownRecord ?? run.recorder.open(task, frame, rawInput);
  let deadline: Deadline | null = null;
  try {
    const scope = taskScope(task, frame, rawInput, record.index);
    if (task.condition !== null && !isTruthy(task.condition(rawInput, scope))) {
      record.close('skipped', rawInput, null);
      return { output: rawInput };
    }
    if (task.input.load !== null) yield* task.input.load({ ...scope, frame, input: rawInput });
    const input = checkBefore(task.input, rawInput, scope);
    record.start(input);
    let inner = frame;
    if (task.timeout !== null) {
      deadline = { at: run.scheduler.now + task.timeout(input, scope) };
      inner = { ...frame, deadline: earlier(deadline, frame.deadline) };
    }
    const activity = { ...scope, variables: { ...scope.variables, input }, frame: inner, input };
    // What is part of another task, or of an extension, is not extended again.
    const isExtended = run.extensions.length > 0 && ownRecord === undefined && frame.extended === undefined;
    return yield* perform(task, activity, record, isExtended);
  } catch (thrown) {
    const error =
      thrown instanceof Interrupt && deadline !== null && thrown.deadline === deadline ? timeout(task) : thrown;
    if (error instanceof Fault) record.close('faulted', null, error.error);
    else if (error instanceof Interrupt) record.close('cancelled', null, null);
    throw error;
  }
}

/** Stands for the record of a task that is part of another one, whose record has that index. */
export function unrecorded({ record = -1 }: Scope): OpenTask {
  return { index: record, start: () => undefined, close: () => undefined };
}

function* perform(task: TaskPlan, activity: Activity, record: OpenTask, isExtended: boolean): Routine<Outcome> {
  const { action } = task;
  const outcome = isExtended
    ? yield* performExtended(task, activity)
    : action.kind === 'instant'
      ? action.perform(activity)
      : yield* action.perform(activity);
  const flow = outcome.flow ?? task.then;
  if (task.output === identity && task.export === identity) {
    record.close('completed', outcome.output, null);
    return { output: outcome.output, flow };
  }
  const { context } = activity.frame;
  let { variables } = activity;
  const descriptor: JsonObject = { ...(variables.task as JsonObject), output: outcome.output };
  variables = { ...variables, context: context.value, task: descriptor };
  if (task.output.load !== null) yield* task.output.load(activity);
  const output = checkAfter(task.output, outcome.output, { ...activity, variables });
  if (task.export.transform !== null || task.export.schema !== null) {
    const scope = { ...activity, variables: { ...variables, output } };
    if (task.export.load !== null) yield* task.export.load(activity);
    const exported = checkAfter(task.export, output, scope, context.value);
    activity.run.budget.spendValue(exported);
    context.value = exported;
  }
  record.close('completed', output, null);
  return { output, flow };
}

function taskScope(task: TaskPlan, frame: Frame, rawInput: Json, record: number): Scope {
  const { run } = frame;
  const descriptor: JsonObject = {
    name: task.name,
    reference: task.reference,
    definition: task.definition,
    input: rawInput,
    startedAt: dateTimeDescriptor(run.scheduler.now, run.recorder.instant()),
  };
  const variables = {
    ...run.variables,
    ...frame.locals,
    context: frame.context.value,
    task: frame.extended ?? descriptor,
  };
  return { run, reference: task.reference, variables, record };
}

function earlier(one: Deadline, other: Deadline | null): Deadline {
  return other !== null && other.at <= one.at ? other : one;
}

function timeout(task: TaskPlan): Fault {
  const detail = `The task '${task.name}' took longer than its timeout allows.`;
  return new Fault(standardError('timeout', { detail, instance: task.reference }));
}
