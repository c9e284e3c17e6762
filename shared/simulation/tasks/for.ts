import type { Json } from '../../base/json.ts';
import type { ForTask } from '../../workflow/definition.ts';
import type { Action, Activity, Expression, Frame, ListPlan, Outcome } from '../plan.ts';
import { isList, type PlanContext, within, withVariables } from '../planContext.ts';
import { planBareExpression } from '../planExpression.ts';
import { planValue } from '../planValue.ts';
import { runInstantList, runList } from '../runList.ts';
import type { Routine } from '../scheduler.ts';
import { scopeNow } from '../scopeNow.ts';
import { standardFault } from '../standardErrors.ts';
import { isTruthy } from '../truth.ts';
import { type Variables, withVariable } from '../variables.ts';

interface Loop {
  readonly each: string;
  readonly at: string;
  readonly items: Expression;
  readonly condition: Expression | null;
  readonly list: ListPlan;
}

/** `for`: the output of an iteration is the input of the next; the output is the last one's. */
export function planFor(task: ForTask, context: PlanContext): Action {
  const { each = 'item', at = 'index' } = task.for;
  const inside = withVariables(context, each, at);
  const source = task.for.in;
  const place = within(context, 'for', 'in');
  const list = context.planList(task.do, `${context.reference}/do`, inside);
  const loop: Loop = {
    each,
    at,
    items: typeof source === 'string' ? planBareExpression(source, place) : planValue(source, place),
    condition: task.while === undefined ? null : planBareExpression(task.while, within(inside, 'while')),
    list,
  };
  if (list.isInstant) return { kind: 'instant', perform: (activity) => iterateAtOnce(loop, activity) };
  return { kind: 'routine', perform: (activity) => iterate(loop, activity) };
}

function* iterate(loop: Loop, activity: Activity): Routine<Outcome> {
  const walk = new Iterations(loop, activity);
  for (let frame = walk.next(); frame !== null; frame = walk.next()) {
    walk.take(yield* runList(loop.list, frame, walk.data));
  }
  return walk.outcome();
}

function iterateAtOnce(loop: Loop, activity: Activity): Outcome {
  const walk = new Iterations(loop, activity);
  for (let frame = walk.next(); frame !== null; frame = walk.next()) {
    walk.take(runInstantList(loop.list, frame, walk.data));
  }
  return walk.outcome();
}

/** How far a loop is. */
class Iterations {
  /** What the last iteration gave. */
  data: Json;
  readonly #loop: Loop;
  readonly #activity: Activity;
  readonly #items: readonly Json[];
  #index = 0;
  #hasEnded = false;

  constructor(loop: Loop, activity: Activity) {
    const items = loop.items(activity.input, activity);
    if (!isList(items)) {
      throw standardFault('expression', { detail: 'for.in does not give a list.', instance: activity.reference });
    }
    this.data = activity.input;
    this.#loop = loop;
    this.#activity = activity;
    this.#items = items;
  }

  /** The frame of the next iteration; null where there is none. */
  next(): Frame | null {
    const index = this.#index++;
    const item = this.#items[index];
    if (this.#hasEnded || item === undefined) return null;
    // What runs no task counts for one: nothing else would end loops of loops that do nothing.
    if (this.#loop.list.tasks.length === 0) this.#activity.run.budget.spendTask();
    const { each, at, condition } = this.#loop;
    const { frame } = this.#activity;
    const withItem = (around: Variables) => withVariable(withVariable(around, each, item), at, index);
    if (condition !== null) {
      const now = scopeNow(this.#activity);
      if (!isTruthy(condition(this.data, { ...now, variables: withItem(now.variables) }))) return null;
    }
    const inner = withItem(frame.variables);
    return { ...frame, variables: inner, iteration: [...frame.iteration, index] };
  }

  take({ output, flow }: Outcome): void {
    this.data = output;
    this.#hasEnded = flow === 'end';
  }

  outcome(): Outcome {
    return this.#hasEnded ? { output: this.data, flow: 'end' } : { output: this.data };
  }
}
