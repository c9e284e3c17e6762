import { isJsonObject, type Json } from '../base/json.ts';
import { dateTimeDescriptor } from './clock.ts';
import { Fault } from './fault.ts';
import type { Frame, Plan, Trigger } from './plan.ts';
import type { Run } from './run.ts';
import { qualifiedName, runWorkflow, workflowVariables } from './runWorkflow.ts';
import type { Routine } from './scheduler.ts';
import { type Variables, withVariable } from './variables.ts';

/** What the workflow itself came to; what it left running may take longer. */
export interface Main {
  input: Json;
  output: Json;
  /** `$context` of the last firing that has begun. */
  context: Frame['context'];
  endedAt: number | null;
}

/** How often a scheduled workflow is fired, and whether events make its input. */
export interface Firings {
  readonly count: number;
  readonly isTriggered: boolean;
}

/** Runs the workflow: at once, or as its schedule says, which may be several times. */
export function* runFirings(plan: Plan, frame: Frame, { count, isTriggered }: Firings, main: Main): Routine<void> {
  const { trigger } = plan;
  const given = isTriggered ? null : main.input;
  try {
    if (trigger !== null && count > 1) yield* runSeveral({ plan, trigger, frame, count, given }, main);
    else {
      const started = trigger === null ? frame : yield* triggered(trigger, frame, given, main);
      main.output = yield* runWorkflow(plan, started, main.input);
    }
  } finally {
    main.endedAt = frame.run.scheduler.now;
  }
}

/** Waits for the trigger; the workflow starts then, with the input that it gives. */
function* triggered(trigger: Trigger, frame: Frame, given: Json | null, main: Main): Routine<Frame> {
  main.input = yield* trigger.wait(frame, given, null);
  const variables = startedNow(frame.run, main.input);
  return { ...frame, variables, run: { ...frame.run, variables } };
}

function startedNow({ variables, scheduler }: Run, input: Json): Variables {
  const workflow = variables.find('workflow') ?? null;
  const startedAt = dateTimeDescriptor(scheduler.now);
  return withVariable(variables, 'workflow', { ...(isJsonObject(workflow) && workflow), input, startedAt });
}

interface Series {
  readonly plan: Plan;
  readonly trigger: Trigger;
  readonly frame: Frame;
  readonly count: number;
  readonly given: Json | null;
}

/**
 * Fires several times. A firing that faults does not keep the others from running; the error of the first that did is that
 * of the whole. Input and output are lists, in the order of firing; the context is that of the last.
 */
function* runSeveral(series: Series, main: Main): Routine<void> {
  const { count } = series;
  const inputs: Json[] = [];
  const outputs: Json[] = Array.from({ length: count }, () => null);
  const faults: (Fault | undefined)[] = [];
  main.input = inputs;
  function* fire(index: number, previous: number | null): Routine<void> {
    const { trigger, frame, given } = series;
    const { scheduler } = frame.run;
    const input = yield* trigger.wait(frame, given, previous);
    const firedAt = scheduler.now;
    inputs[index] = input;
    const isLast = index + 1 === count;
    const one = runOne(index, input);
    if (isLast || trigger.waitsForEnd) yield* one;
    if (isLast) return;
    const next = fire(index + 1, trigger.waitsForEnd ? scheduler.now : firedAt);
    if (trigger.waitsForEnd) yield* next;
    else yield { kind: 'fork', branches: [one, next] };
  }
  function* runOne(index: number, input: Json): Routine<void> {
    const frame = frameOf(series, index, input);
    main.context = frame.context;
    try {
      outputs[index] = yield* runWorkflow(series.plan, frame, input);
    } catch (thrown) {
      if (!(thrown instanceof Fault)) throw thrown;
      faults[index] = thrown;
    }
  }
  yield* fire(0, null);
  const fault = faults.find((each) => each !== undefined);
  if (fault !== undefined) throw fault;
  main.output = outputs;
}

/** Each firing is a run of its own: another id, a context of its own, its number as the outermost iteration. */
function frameOf({ plan, frame }: Series, index: number, input: Json): Frame {
  const variables = workflowVariables(plan, input, frame.run, frame.run.secrets);
  const run = { ...frame.run, variables, name: qualifiedName(plan, variables) };
  return { ...frame, run, variables, context: { value: {} }, iteration: [index] };
}
