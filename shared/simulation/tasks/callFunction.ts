import type { Json } from '../../base/json.ts';
import type { CallTask, Task } from '../../workflow/definition.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import type { Action, Activity, Outcome, TaskPlan, ValuePlan } from '../plan.ts';
import { type PlanContext, standardVariables, unplannable, within } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { runTask, unrecorded } from '../runTask.ts';
import type { Routine } from '../scheduler.ts';

/**
 * A call of a function of `use.functions`: its task with the arguments as input. It is the calling task in another form, so
 * that it has its reference, and no record beside it.
 */
export function planFunctionCall(name: string, definition: Task, task: CallTask, context: PlanContext): Action {
  if (context.functions.includes(name)) return unplannable(context, `The function '${name}' calls itself.`);
  if (isTooDeep(context)) return unplannable(context, tooDeep);
  const parameters = planValue(task.with ?? {}, within(context, 'with'));
  const inner: PlanContext = {
    ...context,
    pointer: joinPointer('/use/functions', name),
    base: null,
    variables: standardVariables,
    functions: [...context.functions, name],
  };
  // Functions that call functions could be planned exponentially often: theirs are only where a run gets there.
  let plan = context.functions.length === 0 ? context.planTask(name, definition, inner) : null;
  return {
    kind: 'routine',
    perform: (activity) => {
      plan ??= context.planTask(name, definition, apart(inner));
      return runFunction(plan, parameters, activity);
    },
  };
}

/** How deep functions may call each other. */
const maxFunctions = 32;

/** Why a function is not called. */
export const tooDeep = `Functions call each other deeper than ${maxFunctions} levels.`;

/** Whether so many functions are around already that no other is called. */
export function isTooDeep({ functions }: PlanContext): boolean {
  return functions.length >= maxFunctions;
}

/** The context for what is planned during a run: the plan it belongs to is finished and stays as it is. */
export function apart(context: PlanContext): PlanContext {
  return { ...context, problems: [], branches: [], references: [] };
}

/** Runs a function's task on its arguments; variables of loops around the call are not its own. */
export function* runFunction(plan: TaskPlan, parameters: ValuePlan, activity: Activity): Routine<Outcome> {
  const own = { ...activity.frame, variables: activity.run.variables };
  const given: Json = parameters(activity.input, activity);
  const { output, flow } = yield* runTask(plan, own, given, unrecorded(activity));
  return flow === 'end' ? { output, flow } : { output };
}
