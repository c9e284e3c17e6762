import type { Json } from '../base/json.ts';
import type { RetryPolicy } from '../workflow/definition.ts';
import type { DurationPlan, Expression, Scope } from './plan.ts';
import { type PlanContext, within } from './planContext.ts';
import { planBareExpression } from './planExpression.ts';
import { planDuration } from './planValue.ts';
import { isTruthy } from './truth.ts';

/** A retry policy, ready to run. */
export interface RetryPlan {
  readonly when: Expression | null;
  readonly exceptWhen: Expression | null;
  readonly delay: DurationPlan | null;
  readonly backoff: 'constant' | 'linear' | 'exponential';
  readonly count: number;
  /** Longest time from the first fault to the beginning of a retry. */
  readonly duration: DurationPlan | null;
  /** Longest time that one attempt may take. */
  readonly attemptDuration: DurationPlan | null;
  readonly jitter: { readonly from: DurationPlan; readonly to: DurationPlan } | null;
}

/** How far the retries of a task have come. */
export interface RetryState {
  /** Retries so far; the first attempt is none. */
  readonly retries: number;
  /** When the first attempt faulted, in virtual time. */
  readonly firstFault: number;
  /** What the conditions are asked of. */
  readonly error: Json;
  /** What durations are made of: the task's input. */
  readonly input: Json;
  readonly scope: Scope;
}

/** Plans a retry policy. Without a limit it retries until the run's own bounds. */
export function planRetry(policy: RetryPolicy, context: PlanContext): RetryPlan {
  const { when, exceptWhen, delay, backoff = {}, limit = {}, jitter } = policy;
  const attempt = limit.attempt?.duration;
  return {
    when: when === undefined ? null : planBareExpression(when, within(context, 'when')),
    exceptWhen: exceptWhen === undefined ? null : planBareExpression(exceptWhen, within(context, 'exceptWhen')),
    delay: delay === undefined ? null : planDuration(delay as Json, within(context, 'delay')),
    backoff: backoff.exponential !== undefined ? 'exponential' : backoff.linear !== undefined ? 'linear' : 'constant',
    count: limit.attempt?.count ?? Number.POSITIVE_INFINITY,
    duration: limit.duration === undefined ? null : planDuration(limit.duration as Json, context),
    attemptDuration: attempt === undefined ? null : planDuration(attempt as Json, context),
    jitter:
      jitter === undefined
        ? null
        : { from: planDuration(jitter.from as Json, context), to: planDuration(jitter.to as Json, context) },
  };
}

/** When to try again, in virtual time; null where the policy gives up. */
export function nextRetry(plan: RetryPlan, state: RetryState): number | null {
  const { retries, firstFault, error, input, scope } = state;
  if (plan.when !== null && !isTruthy(plan.when(error, scope))) return null;
  if (plan.exceptWhen !== null && isTruthy(plan.exceptWhen(error, scope))) return null;
  if (retries >= plan.count) return null;
  const { now } = scope.run.scheduler;
  const resumeAt = now + delayOf(plan, state);
  const isLate = plan.duration !== null && resumeAt - firstFault > plan.duration(input, scope);
  return isLate ? null : resumeAt;
}

/** Constant: the delay each time. Linear: once, twice, three times the delay. Exponential: doubled each time. */
function delayOf(plan: RetryPlan, { retries, input, scope }: RetryState): number {
  const base = plan.delay === null ? 0 : plan.delay(input, scope);
  const factor = { constant: 1, linear: retries + 1, exponential: 2 ** retries }[plan.backoff];
  const { jitter } = plan;
  if (jitter === null) return base * factor;
  return base * factor + Math.round(scope.run.random.between(jitter.from(input, scope), jitter.to(input, scope)));
}
