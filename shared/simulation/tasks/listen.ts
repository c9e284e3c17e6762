import type { Json, JsonObject } from '../../base/json.ts';
import type { EventConsumption, EventReading, ListenTask } from '../../workflow/definition.ts';
import { type Correlation, type EventTest, planEventFilter } from '../eventFilter.ts';
import { Fault } from '../fault.ts';
import type { Action, Activity, Expression, Outcome } from '../plan.ts';
import type { PlanContext } from '../planContext.ts';
import { planBareExpression } from '../planExpression.ts';
import type { Routine } from '../scheduler.ts';
import { scopeNow } from '../scopeNow.ts';
import { isTruthy } from '../truth.ts';
import { type IteratorPlan, planIterator, runIterator } from './iterator.ts';

/** Which events are taken, and when it is enough. */
interface Strategy {
  /** Filters that each want one event (`all`, `one`), or of which any may match again and again (`any`). */
  readonly filters: readonly EventTest[];
  readonly mode: 'each' | 'any';
  /** With `any`: goes on until the condition holds for what was consumed, or until events of its own have come. */
  readonly until: Ending | null;
}

interface Ending {
  readonly condition: Expression | null;
  readonly events: Strategy | null;
}

interface ListenPlan {
  readonly strategy: Strategy;
  readonly read: EventReading;
  readonly iterator: IteratorPlan | null;
}

/** `listen`: waits for events; the output lists what was read of them, in the order in which they came. */
export function planListen(task: ListenTask, context: PlanContext): Action {
  const plan: ListenPlan = {
    strategy: planStrategy(task.listen.to, context),
    read: task.listen.read ?? 'data',
    iterator: planIterator(task.foreach, `${context.reference}/foreach`, context),
  };
  return { kind: 'routine', perform: (activity) => listenInTask(plan, activity) };
}

/** Plans waiting for events outside of a task: the output lists what was read of them. */
export function planConsumption(
  to: EventConsumption,
  read: EventReading,
  context: PlanContext,
): (activity: Activity) => Routine<Outcome> {
  const plan: ListenPlan = { strategy: planStrategy(to, context), read, iterator: null };
  return (activity) => listen(plan, activity);
}

function planStrategy({ all, any, one, until }: EventConsumption, context: PlanContext): Strategy {
  const filters = (all ?? any ?? (one === undefined ? [] : [one])).map((filter) => planEventFilter(filter, context));
  if (any === undefined) return { filters, mode: 'each', until: null };
  if (until === undefined) return { filters, mode: 'any', until: null };
  if (typeof until === 'string') {
    return { filters, mode: 'any', until: { condition: planBareExpression(until, context), events: null } };
  }
  return { filters, mode: 'any', until: { condition: null, events: planStrategy(until, context) } };
}

/** Listening as a task of a workflow, which says so in lifecycle events. */
function* listenInTask(plan: ListenPlan, activity: Activity): Routine<Outcome> {
  const { run, reference } = activity;
  const { lifecycle } = run.recorder;
  const correlation: Correlation = new Map();
  lifecycle.correlationStarted(run);
  lifecycle.taskStatus('waiting', reference, run);
  const outcome = yield* listen(plan, activity, correlation);
  lifecycle.taskStatus('running', reference, run);
  lifecycle.correlationCompleted(run, Object.fromEntries(correlation));
  return outcome;
}

function* listen(plan: ListenPlan, activity: Activity, correlation: Correlation = new Map()): Routine<Outcome> {
  const { strategy } = plan;
  const consumed: Json[] = [];
  let open = strategy.filters;
  const ending = endingEvents(strategy, correlation);
  for (;;) {
    if (strategy.mode === 'each' && open.length === 0) return { output: consumed };
    const scope = scopeNow(activity);
    const event = yield* receive(strategy, open, ending, correlation, scope);
    if (event === null) return { output: consumed };
    open = without(open, event, correlation, scope);
    const { output, flow } = yield* runIterator(plan.iterator, read(plan, event), consumed.length, activity);
    consumed.push(output);
    if (flow === 'end') return { output: consumed, flow };
    if (strategy.mode === 'any' && isEnough(strategy, consumed, activity)) return { output: consumed };
  }
}

/** The next event that a filter takes; null where the events of `until` have come. */
function* receive(
  { mode, filters }: Strategy,
  open: readonly EventTest[],
  ending: EndingEvents,
  correlation: Correlation,
  scope: Activity,
): Routine<JsonObject | null> {
  const takes = (event: JsonObject): boolean => {
    if (mode === 'any' && filters.length === 0) return true;
    return (mode === 'any' ? filters : open).some((filter) => filter.matches(event, correlation, scope));
  };
  const accept = (event: JsonObject) => orFault(() => ending.wants(event, scope) || takes(event));
  for (;;) {
    // The scheduler answers `receive` with the event that was accepted.
    const event = (yield { kind: 'receive', accept, deadline: scope.frame.deadline }) as JsonObject;
    if (ending.wants(event, scope)) {
      if (ending.isOverWith(event, scope)) return null;
      continue;
    }
    for (const filter of filters) {
      if (filter.matches(event, correlation, scope)) filter.correlate(event, correlation, scope);
    }
    return event;
  }
}

/** A filter that faults takes the event: it faults again in the task that listens, which is to blame, and not who sent it. */
function orFault(isAccepted: () => boolean): boolean {
  try {
    return isAccepted();
  } catch (thrown) {
    if (thrown instanceof Fault) return true;
    throw thrown;
  }
}

interface EndingEvents {
  wants(event: JsonObject, scope: Activity): boolean;
  /** Takes an event that is wanted; true where none is missing any more. */
  isOverWith(event: JsonObject, scope: Activity): boolean;
}

/** The events of `until`: any of them ends the listening, or all of them together. */
function endingEvents({ until }: Strategy, correlation: Correlation): EndingEvents {
  const { mode, filters }: Pick<Strategy, 'mode' | 'filters'> = until?.events ?? { mode: 'each', filters: [] };
  let missing = filters;
  const isAnything = mode === 'any' && filters.length === 0;
  return {
    wants: (event, scope) => isAnything || missing.some((filter) => filter.matches(event, correlation, scope)),
    isOverWith(event, scope) {
      missing = without(missing, event, correlation, scope);
      return mode === 'any' || missing.length === 0;
    },
  };
}

/** With `all` and `one` each filter takes one event. */
function without(
  open: readonly EventTest[],
  event: JsonObject,
  correlation: Correlation,
  scope: Activity,
): readonly EventTest[] {
  const taken = open.findIndex((filter) => filter.matches(event, correlation, scope));
  return open.filter((_filter, index) => index !== taken);
}

function isEnough({ until }: Strategy, consumed: readonly Json[], activity: Activity): boolean {
  if (until === null) return true;
  return until.condition !== null && isTruthy(until.condition(consumed, scopeNow(activity)));
}

function read(plan: ListenPlan, event: JsonObject): Json {
  return plan.read === 'envelope' ? event : (event.data ?? null);
}
