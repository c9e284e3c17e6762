import type { Json } from '../base/json.ts';
import { Fault, Interrupt } from './fault.ts';
import type { Activity, Frame, InstantAction, Outcome, Scope, TaskPlan } from './plan.ts';
import type { OpenTask } from './recorder.ts';
import { performExtended } from './runExtended.ts';
import type { Routine } from './scheduler.ts';
import { standardError } from './standardErrors.ts';
import { TaskVariables } from './taskVariables.ts';
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
  const variables = new TaskVariables(task, frame, rawInput);
  let activity = activityOf(task, frame, rawInput, variables, record);
  try {
    if (isSkipped(task, activity)) return skip(record, rawInput);
    if (task.input.load !== null) yield* task.input.load(activity);
    activity = start(task, activity, variables, record);
    // What is part of another task, or of an extension, is not extended again.
    const isExtended = run.extensions.length > 0 && ownRecord === undefined && frame.extended === undefined;
    const { action } = task;
    const outcome = isExtended
      ? yield* performExtended(task, activity)
      : action.kind === 'instant'
        ? action.perform(activity)
        : yield* action.perform(activity);
    if (task.output.load !== null) yield* task.output.load(activity);
    if (task.export.load !== null) yield* task.export.load(activity);
    return finish(task, activity, outcome, variables, record);
  } catch (thrown) {
    const { deadline } = activity.frame;
    const isOwn = thrown instanceof Interrupt && deadline !== frame.deadline && thrown.deadline === deadline;
    throw fail(record, isOwn ? timeout(task) : thrown);
  }
}

/** The same for a task that nothing extends and of which nothing can take time: without the cost of a coroutine. */
export function runInstant(task: TaskPlan, perform: InstantAction['perform'], frame: Frame, rawInput: Json): Outcome {
  const { run } = frame;
  run.budget.spendTask();
  const record = run.recorder.open(task, frame, rawInput);
  try {
    const variables = new TaskVariables(task, frame, rawInput);
    const created = activityOf(task, frame, rawInput, variables, record);
    if (isSkipped(task, created)) return skip(record, rawInput);
    const activity = start(task, created, variables, record);
    return finish(task, activity, perform(activity), variables, record);
  } catch (thrown) {
    throw fail(record, thrown);
  }
}

/** Stands for the record of a task that is part of another one, whose record has that index. */
export function unrecorded({ record = -1 }: Scope): OpenTask {
  return { index: record, start: () => undefined, close: () => undefined };
}

/** A task that has not started: its input is as it came. */
function activityOf(
  { reference }: TaskPlan,
  frame: Frame,
  input: Json,
  variables: TaskVariables,
  { index }: OpenTask,
): Activity {
  return { run: frame.run, reference, variables, record: index, frame, input };
}

function isSkipped({ condition }: TaskPlan, created: Activity): boolean {
  return condition !== null && !isTruthy(condition(created.input, created));
}

function skip(record: OpenTask, rawInput: Json): Outcome {
  record.close('skipped', rawInput, null);
  return { output: rawInput };
}

/** Checks and transforms the input; from here on the task has begun, and its timeout runs. */
function start(task: TaskPlan, created: Activity, variables: TaskVariables, record: OpenTask): Activity {
  const { run, frame } = created;
  const input = checkBefore(task.input, created.input, created);
  record.start(input);
  variables.start(input);
  const inner = task.timeout === null ? frame : withDeadline(frame, run.scheduler.now + task.timeout(input, created));
  return input === created.input && inner === frame ? created : { ...created, frame: inner, input };
}

/** Transforms and checks the output, and what is exported. */
function finish(
  task: TaskPlan,
  activity: Activity,
  outcome: Outcome,
  variables: TaskVariables,
  record: OpenTask,
): Outcome {
  const flow = outcome.flow ?? task.then;
  if (task.output === identity && task.export === identity) {
    record.close('completed', outcome.output, null);
    return { output: outcome.output, flow };
  }
  variables.complete(outcome.output);
  const output = checkAfter(task.output, outcome.output, activity);
  if (task.export.transform !== null || task.export.schema !== null) {
    const { context } = activity.frame;
    variables.transform(output);
    const exported = checkAfter(task.export, output, activity, context.value);
    activity.run.budget.spendValue(exported);
    context.value = exported;
  }
  record.close('completed', output, null);
  return { output, flow };
}

/** Closes the record of a task that threw; gives what is thrown on. */
function fail(record: OpenTask, error: unknown): unknown {
  if (error instanceof Fault) record.close('faulted', null, error.error);
  else if (error instanceof Interrupt) record.close('cancelled', null, null);
  return error;
}

/** The frame of a task with a timeout, whose deadline counts where none around it is earlier. */
function withDeadline(frame: Frame, at: number): Frame {
  return frame.deadline !== null && frame.deadline.at <= at ? frame : { ...frame, deadline: { at } };
}

function timeout(task: TaskPlan): Fault {
  const detail = `The task '${task.name}' took longer than its timeout allows.`;
  return new Fault(standardError('timeout', { detail, instance: task.reference }));
}
