import type { Json } from '../../base/json.ts';
import type { AsyncApiArguments } from '../../workflow/definitionCalls.ts';
import type { Activity, DurationPlan, Expression, Outcome } from '../plan.ts';
import { isList, type PlanContext } from '../planContext.ts';
import { planBareExpression } from '../planExpression.ts';
import { planDuration } from '../planValue.ts';
import { type Routine, sleepUntil } from '../scheduler.ts';
import { scopeNow } from '../scopeNow.ts';
import { isTruthy } from '../truth.ts';
import { type IteratorPlan, planIterator, runIterator } from './iterator.ts';

/** Which messages are taken, and when it is enough. */
export interface SubscriptionPlan {
  readonly filter: Expression | null;
  readonly amount: number;
  readonly while: Expression | null;
  readonly until: Expression | null;
  readonly duration: DurationPlan | null;
  readonly iterator: IteratorPlan | null;
}

/** Plans `subscription` of a call of AsyncAPI. */
export function planSubscription(
  { filter, consume: policy, foreach }: NonNullable<AsyncApiArguments['subscription']>,
  context: PlanContext,
): SubscriptionPlan {
  const condition = (text: string | undefined) => (text === undefined ? null : planBareExpression(text, context));
  return {
    filter: condition(filter),
    amount: policy.amount ?? Number.POSITIVE_INFINITY,
    while: condition(policy.while),
    until: condition(policy.until),
    duration: policy.for === undefined ? null : planDuration(policy.for as Json, context),
    iterator: planIterator(foreach, `${context.reference}/with/subscription/foreach`, context),
  };
}

/**
 * Takes messages one by one; the output lists them. `while` is asked before each, `until` after each, both on the list so
 * far. Where they run out before it is enough, the subscription waits: to the end of `for`, or without end.
 */
export function* consume(plan: SubscriptionPlan, messages: Json, activity: Activity): Routine<Outcome> {
  const { run, frame, input } = activity;
  const started = run.scheduler.now;
  const consumed: Json[] = [];
  const holds = (condition: Expression, value: Json) => isTruthy(condition(value, scopeNow(activity)));
  const isOpen = () => consumed.length < plan.amount && (plan.while === null || holds(plan.while, consumed));
  const end = plan.duration === null ? Number.POSITIVE_INFINITY : started + plan.duration(input, activity);
  for (const message of isList(messages) ? messages : messages === null ? [] : [messages]) {
    if (!isOpen() || run.scheduler.now > end) return { output: consumed };
    if (plan.filter !== null && !holds(plan.filter, message)) continue;
    const { output, flow } = yield* runIterator(plan.iterator, message, consumed.length, activity);
    consumed.push(output);
    if (flow === 'end') return { output: consumed, flow };
    if (plan.until !== null && holds(plan.until, consumed)) return { output: consumed };
  }
  if (!isOpen()) return { output: consumed };
  if (plan.duration === null) yield { kind: 'receive', accept: () => false, deadline: frame.deadline };
  else yield* sleepUntil(Math.max(end, run.scheduler.now), frame.deadline);
  return { output: consumed };
}
