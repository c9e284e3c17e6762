import type { Json } from '../../base/json.ts';
import { isRuntimeExpression } from '../../expressions/runtimeExpression.ts';
import type { ErrorDefinition, RaiseTask } from '../../workflow/definition.ts';
import { standardErrorOf, standardErrors } from '../../workflow/errorTypes.ts';
import { Fault } from '../fault.ts';
import type { Action, Scope, ValuePlan } from '../plan.ts';
import { named, type PlanContext, unplannable } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { standardFault } from '../standardErrors.ts';
import { textOr } from '../textOf.ts';
import type { WorkflowError } from '../trace.ts';
import { expandUri } from '../uri.ts';

/** `raise`: faults with an error that is written inline or named in `use.errors`. */
export function planRaise(task: RaiseTask, context: PlanContext): Action {
  const { error } = task.raise;
  const definition: ErrorDefinition | undefined = typeof error === 'string' ? named(context.use.errors, error) : error;
  if (definition === undefined) return unplannable(context, `There is no error '${String(error)}' in use.errors.`);
  const plan = planValue(definition as unknown as Json, context);
  const isTemplate = !isRuntimeExpression(definition.type);
  return {
    kind: 'instant',
    perform: (activity) => {
      const { input, reference } = activity;
      const error = raisedError(plan, input, activity);
      // Only a type that is written out has variables: an expression gives the type itself.
      throw new Fault(isTemplate ? { ...error, type: expandUri(error.type, input, reference) } : error);
    },
  };
}

/** The DSL leaves `instance` to the runtime, which is why one in the definition is not read. */
function raisedError(plan: ValuePlan, input: Json, scope: Scope): WorkflowError {
  const { type, status, title, detail } = plan(input, scope) as { readonly [key: string]: Json | undefined };
  const code = typeof status === 'string' ? Number(status) : status;
  if (typeof type !== 'string' || typeof code !== 'number' || !Number.isSafeInteger(code)) {
    const text = 'The raised error needs a type that is a text and a status that is a whole number.';
    throw standardFault('configuration', { detail: text, instance: scope.reference });
  }
  const standard = standardErrorOf(type);
  const fallback = standard === null ? '' : standardErrors[standard].title;
  return {
    type,
    status: code,
    title: textOr(title, fallback),
    detail: textOr(detail, ''),
    instance: scope.reference,
  };
}
