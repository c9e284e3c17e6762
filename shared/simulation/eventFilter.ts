import type { Json, JsonObject } from '../base/json.ts';
import { expressionSource, isRuntimeExpression } from '../expressions/runtimeExpression.ts';
import type { EventFilter } from '../workflow/definition.ts';
import type { Activity, Expression } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import { planBareExpression, planExpression } from './planExpression.ts';
import { planValue } from './planValue.ts';
import { isTruthy } from './truth.ts';
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
  readonly from: Expression;
  readonly expect: ((actual: Json, activity: Activity) => boolean) | null;
}

/**
 * Plans a filter. A text has to equal the attribute or match it whole as a regular expression; an expression for `data` is
 * a condition on the event's data, one for another attribute gives the value wanted.
 */
export function planEventFilter(filter: EventFilter, context: PlanContext): EventTest {
  const { data, ...others } = filter.with;
  // The data last: a condition on it is written for events whose other attributes fit, and may fail on any other.
  const attributes = Object.entries({ ...others, data }).flatMap(([name, wanted]) =>
    wanted === undefined ? [] : [planAttribute(name, wanted, context)],
  );
  const correlations = Object.entries(filter.correlate ?? {}).map(([name, { from, expect }]) => ({
    name,
    from: planBareExpression(from, context),
    expect: expect === undefined ? null : planExpectation(expect, context),
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
  if (plan.expect !== null) return plan.expect(actual, activity);
  const expected = correlation.get(plan.name);
  return expected === undefined || isEqualJson(expected, actual);
}

/** An expression gives the value itself; a constant can only be written as a text, also where the value is none. */
function planExpectation(expect: string, context: PlanContext): CorrelationPlan['expect'] {
  const value = planValue(expect, context);
  const isConstant = !isRuntimeExpression(expect);
  return (actual, activity) => {
    const isScalar = typeof actual === 'number' || typeof actual === 'boolean';
    return isEqualJson(value(activity.input, activity), isConstant && isScalar ? String(actual) : actual);
  };
}

function planAttribute(name: string, wanted: Json, context: PlanContext): AttributeTest {
  if (typeof wanted === 'string') {
    if (!isRuntimeExpression(wanted)) return planText(name, wanted);
    if (name === 'data') {
      const condition = planExpression(expressionSource(wanted), context);
      return (event, activity) => isTruthy(condition(event.data ?? null, activity));
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
