import type { Json, JsonObject } from '../base/json.ts';
import { expressionSource, isRuntimeExpression } from '../expressions/runtimeExpression.ts';
import type { EventFilter } from '../workflow/definition.ts';
import type { Activity, ValuePlan } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import { planBareExpression, planExpression } from './planExpression.ts';
import { planValue } from './planValue.ts';
import { isEqualJson, wholeMatch } from './valuePattern.ts';

/** Values that the events of one listening have to share, by the name of the correlation. */
export type Correlation = Map<string, Json>;

/** Whether an event is meant. */
export interface EventTest {
  matches(event: JsonObject, correlation: Correlation, activity: Activity): boolean;
  /** Remembers the values that later events have to share. */
  correlate(event: JsonObject, correlation: Correlation, activity: Activity): void;
}

type AttributeTest = (event: JsonObject, activity: Activity) => boolean;

interface CorrelationPlan {
  readonly name: string;
  readonly from: ValuePlan;
  readonly expect: ValuePlan | null;
}

/**
 * Plans a filter. A text has to equal the attribute or match it whole as a regular expression; an expression for `data` is
 * a condition on the event's data, one for another attribute gives the value wanted.
 */
export function planEventFilter(filter: EventFilter, context: PlanContext): EventTest {
  const attributes = Object.entries(filter.with).flatMap(([name, wanted]) =>
    wanted === undefined ? [] : [planAttribute(name, wanted, context)],
  );
  const correlations: CorrelationPlan[] = Object.entries(filter.correlate ?? {}).map(([name, { from, expect }]) => ({
    name,
    from: planBareExpression(from, context),
    expect: expect === undefined ? null : planValue(expect, context),
  }));
  return {
    matches: (event, correlation, activity) =>
      attributes.every((test) => test(event, activity)) &&
      correlations.every((plan) => isCorrelated(plan, event, correlation, activity)),
    correlate: (event, correlation, activity) => {
      for (const { name, from, expect } of correlations) {
        if (expect === null && !correlation.has(name)) correlation.set(name, from(event, activity));
      }
    },
  };
}

function isCorrelated(plan: CorrelationPlan, event: JsonObject, correlation: Correlation, activity: Activity): boolean {
  const actual = plan.from(event, activity);
  if (plan.expect !== null) return isEqualJson(plan.expect(activity.input, activity), actual);
  const expected = correlation.get(plan.name);
  return expected === undefined || isEqualJson(expected, actual);
}

function planAttribute(name: string, wanted: Json, context: PlanContext): AttributeTest {
  if (typeof wanted === 'string') {
    if (!isRuntimeExpression(wanted)) return planText(name, wanted);
    if (name === 'data') {
      const condition = planExpression(expressionSource(wanted), context);
      return (event, activity) => condition(event.data ?? null, activity) === true;
    }
  }
  const value = planValue(wanted, context);
  return (event, activity) =>
    isEqualJson(value(activity.input, activity), event[name] ?? null, { ignoreExtraElements: true });
}

function planText(name: string, wanted: string): AttributeTest {
  const expression = wholeMatch(wanted);
  return (event) => {
    const actual = event[name];
    if (typeof actual !== 'string') return false;
    return actual === wanted || (expression.ok && expression.value(actual));
  };
}
