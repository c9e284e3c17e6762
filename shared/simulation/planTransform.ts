import type { Json, JsonObject } from '../base/json.ts';
import type { SchemaReference } from '../workflow/definition.ts';
import { planResource } from './endpoint.ts';
import { readDocument, requireExternalText } from './externalText.ts';
import { compileJsonSchema, type SchemaCheck } from './jsonSchema.ts';
import type { Activity, Expression, SchemaPlan, Scope, TransformPlan } from './plan.ts';
import { type PlanContext, within } from './planContext.ts';
import { planBareExpression } from './planExpression.ts';
import { planValue } from './planValue.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import { identity } from './transform.ts';

/** Plans `input`, `output` or `export`: `transform` is its `from` or `as`. */
export function planTransform(
  part: { readonly schema?: SchemaReference } | undefined,
  transform: string | JsonObject | undefined,
  context: PlanContext,
): TransformPlan {
  if (part === undefined) return identity;
  const planned = transform === undefined ? null : planTransformation(transform, context);
  if (part.schema === undefined) return { ...identity, transform: planned };
  return { ...planSchema(part.schema, context), transform: planned };
}

function planTransformation(transform: string | JsonObject, context: PlanContext): Expression {
  return typeof transform === 'string' ? planBareExpression(transform, context) : planValue(transform, context);
}

type CheckPlan = Pick<TransformPlan, 'schema' | 'load'>;

function planSchema(reference: SchemaReference, context: PlanContext): CheckPlan {
  const { format = 'json', document, resource } = reference;
  if (!format.startsWith('json')) {
    return refuse(`A schema in the format '${format}' is not rehearsed yet; write it as JSON Schema.`, context);
  }
  if (document === undefined) return planExternalSchema((resource?.endpoint ?? null) as Json, context);
  const check = compileJsonSchema(document);
  if (!check.ok) return refuse(check.error, context);
  return { load: null, schema: (value, scope) => apply(check.value, value, scope) };
}

/** A schema that is kept elsewhere: it is read when a run first gets there. */
function planExternalSchema(endpoint: Json, context: PlanContext): CheckPlan {
  const address = planResource(endpoint, within(context, 'schema', 'resource', 'endpoint'));
  let last: { readonly text: string; readonly check: SchemaCheck } | null = null;
  return {
    *load(activity): Routine<void> {
      const target = yield* address(activity);
      const text = yield* requireExternalText(target, activity);
      if (last?.text !== text) last = { text, check: readSchema(text, target.uri, activity) };
    },
    schema: (value, scope) => {
      if (last !== null) apply(last.check, value, scope);
    },
  };
}

function readSchema(text: string, uri: string, { reference }: Activity): SchemaCheck {
  const document = readDocument(text);
  const check = document === null ? null : compileJsonSchema(document);
  if (check?.ok === true) return check.value;
  const detail = check === null ? `The schema ${uri} cannot be read.` : `${uri}: ${check.error}`;
  throw standardFault('configuration', { detail, instance: reference });
}

function apply(check: SchemaCheck, value: Json, scope: Scope): void {
  const problem = check(value);
  if (!problem.ok) throw standardFault('configuration', { detail: problem.error, instance: scope.reference });
  if (problem.value === null) return;
  throw standardFault('validation', { detail: problem.value, instance: scope.reference });
}

function refuse(message: string, context: PlanContext): CheckPlan {
  context.problems.push({ reference: context.reference, message });
  const schema: SchemaPlan = (_value, scope) => {
    throw standardFault('configuration', { detail: message, instance: scope.reference });
  };
  return { load: null, schema };
}
