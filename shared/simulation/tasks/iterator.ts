import type { Json } from '../../base/json.ts';
import type { SubscriptionIterator } from '../../workflow/definition.ts';
import type { Activity, ListPlan, Outcome, TransformPlan } from '../plan.ts';
import { type PlanContext, withVariables } from '../planContext.ts';
import { planTransform } from '../planTransform.ts';
import { runList } from '../runList.ts';
import type { Routine } from '../scheduler.ts';
import { scopeNow } from '../scopeNow.ts';
import { checkAfter, identity } from '../transform.ts';
import { type Variables, withVariable } from '../variables.ts';

/** What is done with each event or message. */
export interface IteratorPlan {
  readonly item: string;
  readonly at: string;
  readonly list: ListPlan | null;
  readonly output: TransformPlan;
  readonly export: TransformPlan;
}

/** Plans a `foreach` that stands at `pointer`; null where there is none. */
export function planIterator(
  foreach: SubscriptionIterator | undefined,
  pointer: string,
  context: PlanContext,
): IteratorPlan | null {
  if (foreach === undefined) return null;
  const { item = 'item', at = 'index', do: list, output, export: exported } = foreach;
  const inside = withVariables(context, item, at);
  return {
    item,
    at,
    list: list === undefined ? null : context.planList(list, `${pointer}/do`, inside),
    output: planTransform(output, output?.as, inside),
    export: planTransform(exported, exported?.as, inside),
  };
}

/** Works on one item: the tasks, then `output`, then `export`. Without an iterator the output is the item. */
export function* runIterator(
  iterator: IteratorPlan | null,
  item: Json,
  index: number,
  activity: Activity,
): Routine<Outcome> {
  if (iterator === null) return { output: item };
  const { frame } = activity;
  const withItem = (around: Variables) => withVariable(withVariable(around, iterator.item, item), iterator.at, index);
  const inner = { ...frame, variables: withItem(frame.variables), iteration: [...frame.iteration, index] };
  const outcome = iterator.list === null ? { output: item } : yield* runList(iterator.list, inner, item);
  const now = scopeNow(activity);
  const variables = withItem(now.variables);
  const scope = { ...now, variables };
  if (iterator.output.load !== null) yield* iterator.output.load(activity);
  const output = checkAfter(iterator.output, outcome.output, scope);
  if (iterator.export === identity) return { ...outcome, output };
  const exporting = { ...scope, variables: withVariable(variables, 'output', output) };
  if (iterator.export.load !== null) yield* iterator.export.load(activity);
  const exported = checkAfter(iterator.export, output, exporting, frame.context.value);
  frame.run.budget.spendValue(exported);
  frame.context.value = exported;
  return { ...outcome, output };
}
