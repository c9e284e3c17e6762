import type { JsonObject } from '../base/json.ts';
import type { Workflow } from '../workflow/definition.ts';
import type { ListPlan, Plan, PlanProblem } from './plan.ts';
import { type PlanContext, standardVariables } from './planContext.ts';
import { planExtensions } from './planExtensions.ts';
import { planList, planTask, planTimeout } from './planTask.ts';
import { planTransform } from './planTransform.ts';
import { planTrigger } from './planTrigger.ts';

/**
 * Compiles a definition that passed `validateDefinition`: every expression, template and schema once. What cannot run is
 * in `problems`; a run faults only where it gets there. An observed plan tells its evaluations to the port `observe`.
 */
export function planWorkflow(workflow: Workflow, isObserved = false): Plan {
  const context: PlanContext = {
    use: workflow.use ?? {},
    reference: '',
    pointer: '',
    base: null,
    isObserved,
    isExtended: (workflow.use?.extensions ?? []).length > 0,
    isLoose: workflow.evaluate?.mode === 'loose',
    variables: standardVariables,
    problems: [],
    branches: [],
    references: [],
    functions: [],
    planTask,
    planList(list, pointer, inner): ListPlan {
      const plan = planList(list, pointer, inner);
      inner.references.push(...plan.tasks.map(({ reference }) => reference));
      return plan;
    },
  };
  const at = (reference: string): PlanContext => ({ ...context, reference, pointer: reference });
  const refusal = refusalOf(workflow);
  if (refusal !== null) context.problems.push(refusal);
  return {
    refusal,
    definition: workflow as unknown as JsonObject,
    secrets: workflow.use?.secrets ?? [],
    input: planTransform(workflow.input, workflow.input?.from, at('/input')),
    output: planTransform(workflow.output, workflow.output?.as, at('/output')),
    timeout: planTimeout(workflow.timeout, at('/timeout')),
    tasks: context.planList(workflow.do, '/do', context),
    extensions: planExtensions(context.use, context),
    trigger: planTrigger(workflow.schedule, context),
    problems: context.problems,
    coverable: { tasks: context.references, branches: context.branches },
  };
}

/** In another language everything would mean something else: better no answer than a wrong one. */
function refusalOf({ evaluate }: Workflow): PlanProblem | null {
  const { language = 'jq' } = evaluate ?? {};
  if (language === 'jq') return null;
  return { reference: '/evaluate/language', message: `Expressions in '${language}' are not rehearsed; jq is.` };
}
