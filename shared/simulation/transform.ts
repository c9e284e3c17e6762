import type { Json } from '../base/json.ts';
import type { Scope, TransformPlan } from './plan.ts';

/** No schema and no transformation. */
export const identity: TransformPlan = { schema: null, load: null, transform: null };

/** Checks, then transforms: what comes in. */
export function checkBefore(plan: TransformPlan, value: Json, scope: Scope): Json {
  plan.schema?.(value, scope);
  return plan.transform === null ? value : plan.transform(value, scope);
}

/** Transforms, then checks: what goes out. Without a transformation it is `unchanged`, the value itself unless said. */
export function checkAfter(plan: TransformPlan, value: Json, scope: Scope, unchanged: Json = value): Json {
  const result = plan.transform === null ? unchanged : plan.transform(value, scope);
  plan.schema?.(result, scope);
  return result;
}
