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
  let activity: Activity | null = null;
  try {
    const scope = taskScope(task, frame, rawInput, record.index);
    if (isSkipped(task, rawInput, scope)) return skip(record, rawInput);
    if (task.input.load !== null) yield* task.input.load({ ...scope, frame, input: rawInput });
    activity = start(task, frame, rawInput, scope, record);
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
    return finish(task, activity, outcome, scope, record);
  } catch (thrown) {
    const deadline = activity?.frame.deadline ?? null;
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
    const scope = taskScope(task, frame, rawInput, record.index);
    if (isSkipped(task, rawInput, scope)) return skip(record, rawInput);
    const activity = start(task, frame, rawInput, scope, record);
    return finish(task, activity, perform(activity), scope, record);
  } catch (thrown) {
    throw fail(record, thrown);
  }
}

/** Stands for the record of a task that is part of another one, whose record has that index. */
export function unrecorded({ record = -1 }: Scope): OpenTask {
  return { index: record, start: () => undefined, close: () => undefined };
}

/** Where the expressions of a task are evaluated. */
interface TaskScope extends Scope {
  readonly variables: TaskVariables;
  readonly record: number;
}

function taskScope(task: TaskPlan, frame: Frame, rawInput: Json, record: number): TaskScope {
  const variables = new TaskVariables(task, frame, rawInput);
  return { run: frame.run, reference: task.reference, variables, record };
}

function isSkipped({ condition }: TaskPlan, rawInput: Json, scope: Scope): boolean {
  return condition !== null && !isTruthy(condition(rawInput, scope));
}

function skip(record: OpenTask, rawInput: Json): Outcome {
  record.close('skipped', rawInput, null);
  return { output: rawInput };
}

/** Checks and transforms the input; from here on the task has begun, and its timeout runs. */
function start(task: TaskPlan, frame: Frame, rawInput: Json, scope: TaskScope, own: OpenTask): Activity {
  const { run, reference, variables, record } = scope;
  const input = checkBefore(task.input, rawInput, scope);
  own.start(input);
  const inner = task.timeout === null ? frame : withDeadline(frame, run.scheduler.now + task.timeout(input, scope));
  variables.start(input);
  return { run, reference, variables, record, frame: inner, input };
}

/** Transforms and checks the output, and what is exported. */
function finish(task: TaskPlan, activity: Activity, outcome: Outcome, own: TaskScope, record: OpenTask): Outcome {
  const flow = outcome.flow ?? task.then;
  if (task.output === identity && task.export === identity) {
    record.close('completed', outcome.output, null);
    return { output: outcome.output, flow };
  }
  own.variables.complete(outcome.output);
  const output = checkAfter(task.output, outcome.output, activity);
  if (task.export.transform !== null || task.export.schema !== null) {
    const { context } = activity.frame;
    own.variables.transform(output);
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
