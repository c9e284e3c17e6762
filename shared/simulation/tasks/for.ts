import type { Json } from '../../base/json.ts';
import type { ForTask } from '../../workflow/definition.ts';
import type { Action, Activity, Expression, ListPlan, Outcome } from '../plan.ts';
import { isList, type PlanContext, within, withVariables } from '../planContext.ts';
import { planBareExpression } from '../planExpression.ts';
import { planValue } from '../planValue.ts';
import { runList } from '../runList.ts';
import type { Routine } from '../scheduler.ts';
import { standardFault } from '../standardErrors.ts';
import { isTruthy } from '../truth.ts';

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
  const loop: Loop = {
    each,
    at,
    items: typeof source === 'string' ? planBareExpression(source, place) : planValue(source, place),
    condition: task.while === undefined ? null : planBareExpression(task.while, within(inside, 'while')),
    list: context.planList(task.do, `${context.reference}/do`, inside),
  };
  return { kind: 'routine', perform: (activity) => iterate(loop, activity) };
}

function* iterate(loop: Loop, activity: Activity): Routine<Outcome> {
  const { frame } = activity;
  const items = loop.items(activity.input, activity);
  if (!isList(items)) {
    throw standardFault('expression', { detail: 'for.in does not give a list.', instance: activity.reference });
  }
  let data: Json = activity.input;
  for (const [index, item] of items.entries()) {
    const own = { [loop.each]: item, [loop.at]: index };
    if (loop.condition !== null) {
      const scope = { ...activity, variables: { ...activity.variables, context: frame.context.value, ...own } };
      if (!isTruthy(loop.condition(data, scope))) break;
    }
    const inner = { ...frame, variables: { ...frame.variables, ...own }, iteration: [...frame.iteration, index] };
    const { output, flow } = yield* runList(loop.list, inner, data);
    data = output;
    if (flow === 'end') return { output, flow };
  }
  return { output: data };
}
