import { type Schema, Validator } from '@cfworker/json-schema';
import type { Json, JsonObject } from '../base/json.ts';
import type { SchemaReference } from '../workflow/definition.ts';
import { withLinearPatterns } from './linearPatterns.ts';
import type { Expression, SchemaPlan, TransformPlan } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import { planBareExpression } from './planExpression.ts';
import { planValue } from './planValue.ts';
import { standardFault } from './standardErrors.ts';
import { identity } from './transform.ts';

/** Plans `input`, `output` or `export`: `transform` is its `from` or `as`. */
export function planTransform(
  part: { readonly schema?: SchemaReference } | undefined,
  transform: string | JsonObject | undefined,
  context: PlanContext,
): TransformPlan {
  if (part === undefined) return identity;
  return {
    schema: part.schema === undefined ? null : planSchema(part.schema, context),
    transform: transform === undefined ? null : planTransformation(transform, context),
  };
}

function planTransformation(transform: string | JsonObject, context: PlanContext): Expression {
  return typeof transform === 'string' ? planBareExpression(transform, context) : planValue(transform, context);
}

function planSchema(reference: SchemaReference, context: PlanContext): SchemaPlan {
  const { format = 'json', document } = reference;
  if (document === undefined || !format.startsWith('json')) {
    const what = document === undefined ? 'A schema that is kept elsewhere' : `A schema in the format '${format}'`;
    return refuse(`${what} is not rehearsed yet; write it inline as JSON Schema.`, context);
  }
  const linear = withLinearPatterns(document);
  if (!linear.ok) return refuse(linear.error, context);
  const validator = validatorOf(linear.value);
  if (validator === null) return refuse('The schema cannot be applied.', context);
  return (value, scope) => {
    const problem = firstProblem(validator, value);
    if (problem === null) return;
    throw standardFault('validation', { detail: problem, instance: scope.reference });
  };
}

/** The definition passed our schema, but what it holds as a JSON Schema may be anything. */
function validatorOf(schema: Json): Validator | null {
  try {
    return new Validator(schema as Schema, '2020-12', true);
  } catch {
    return null;
  }
}

function firstProblem(validator: Validator, value: Json): string | null {
  try {
    const { valid, errors } = validator.validate(value);
    if (valid) return null;
    const deepest = errors.at(-1);
    return deepest === undefined
      ? 'The data does not fit the schema.'
      : `${deepest.instanceLocation}: ${deepest.error}`;
  } catch {
    return 'The schema cannot be applied.';
  }
}

function refuse(message: string, context: PlanContext): SchemaPlan {
  context.problems.push({ reference: context.reference, message });
  return (_value, scope) => {
    throw standardFault('configuration', { detail: message, instance: scope.reference });
  };
}
