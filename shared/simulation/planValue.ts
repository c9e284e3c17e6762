import { copyOf } from '../base/copyOf.ts';
import { parseDurationMilliseconds } from '../base/duration.ts';
import type { Json } from '../base/json.ts';
import { expressionSource, isRuntimeExpression } from '../expressions/runtimeExpression.ts';
import type { DurationPlan, Expression, ValuePlan } from './plan.ts';
import { isList, type PlanContext, within } from './planContext.ts';
import { planExpression, planLooseExpression } from './planExpression.ts';
import { standardFault } from './standardErrors.ts';

/** Plans a text of the definition: an expression, a template, or itself. */
export type TextPlanner = (text: string, context: PlanContext) => ValuePlan | null;

/** An expression where the text is `${ … }`, otherwise null: the text stands for itself, except in loose mode. */
export function planText(text: string, context: PlanContext): ValuePlan | null {
  if (isRuntimeExpression(text)) return planExpression(expressionSource(text), context);
  return context.isLoose ? planLooseExpression(text, context) : null;
}

/**
 * Plans a value of the definition, at any depth; null where nothing in it has to be evaluated. `toPlan` says what
 * texts are.
 */
function planParts(value: Json, context: PlanContext, toPlan: TextPlanner): ValuePlan | null {
  if (typeof value === 'string') return toPlan(value, context);
  if (typeof value !== 'object' || value === null) return null;
  if (isList(value)) {
    const items = value.map((item, index) => planParts(item, within(context, index), toPlan));
    if (items.every((item) => item === null)) return null;
    return (input, scope) =>
      value.map((item, index) => {
        const plan = items[index];
        return plan === null || plan === undefined ? item : plan(input, scope);
      });
  }
  const planned = Object.entries(value).flatMap(([key, member]) => {
    const plan = planParts(member, within(context, key), toPlan);
    return plan === null ? [] : [{ key, plan }];
  });
  if (planned.length === 0) return null;
  return (input, scope) => {
    const result: { [key: string]: Json } = copyOf(value);
    for (const { key, plan } of planned) result[key] = plan(input, scope);
    return result;
  };
}

/** Plans a value whose texts are expressions where they are `${ … }`, or what `plan` says. */
export function planValue(value: Json, context: PlanContext, plan: TextPlanner = planText): ValuePlan {
  return planParts(value, context, plan) ?? (() => value);
}

/** Plans what may be left out. */
export function planOptional(value: Json | undefined, context: PlanContext): ValuePlan | null {
  return value === undefined ? null : planValue(value, context);
}

/** Plans a duration: an object of units, an ISO 8601 text, or an expression that gives one. */
export function planDuration(value: Json, context: PlanContext): DurationPlan {
  const plan: Expression = planValue(value, context);
  return (input, scope) => {
    const duration = parseDurationMilliseconds(plan(input, scope));
    if (duration.ok) return duration.value;
    throw standardFault('configuration', { detail: duration.error.message, instance: scope.reference });
  };
}
