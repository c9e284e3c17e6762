import type { Json } from '../base/json.ts';
import type {
  CallTask,
  DoTask,
  EmitTask,
  ForkTask,
  ForTask,
  ListenTask,
  RaiseTask,
  RunTask,
  SetTask,
  SwitchTask,
  Task,
  TaskBase,
  TaskList,
  Timeout,
  TryTask,
  WaitTask,
} from '../workflow/definition.ts';
import { joinPointer } from '../workflow/pointer.ts';
import { type TaskType, taskTypeOf } from '../workflow/tasks.ts';
import type { Action, DurationPlan, ListPlan, TaskPlan } from './plan.ts';
import { named, type PlanContext, unplannable, within } from './planContext.ts';
import { planBareExpression } from './planExpression.ts';
import { planTransform } from './planTransform.ts';
import { planDuration } from './planValue.ts';
import { standardFault } from './standardErrors.ts';
import { planCall } from './tasks/call.ts';
import { planDo } from './tasks/do.ts';
import { planEmit } from './tasks/emit.ts';
import { planFor } from './tasks/for.ts';
import { planFork } from './tasks/fork.ts';
import { planListen } from './tasks/listen.ts';
import { planRaise } from './tasks/raise.ts';
import { planRun } from './tasks/run.ts';
import { planSet } from './tasks/set.ts';
import { planSwitch } from './tasks/switch.ts';
import { planTry } from './tasks/try.ts';
import { planWait } from './tasks/wait.ts';

/** Plans the tasks of a list that stands at `pointer`. */
export function planList(list: TaskList, pointer: string, context: PlanContext): ListPlan {
  const tasks = list.flatMap((item, index) =>
    Object.entries(item).map(([name, task]) =>
      planTask(name, task, contextOf(joinPointer(pointer, index, name), context)),
    ),
  );
  const indices = new Map<string, number | null>();
  for (const [index, { name, reference }] of tasks.entries()) {
    // A name that two tasks share says nothing about where to go on.
    if (indices.has(name)) context.problems.push({ reference, message: `Another task is called '${name}' as well.` });
    indices.set(name, indices.has(name) ? null : index);
  }
  return { tasks, indices, isInstant: tasks.every(({ instant }) => instant !== null) };
}

/** The context of a task of a list: its place in the definition follows that of the list as its reference does. */
function contextOf(reference: string, context: PlanContext): PlanContext {
  return { ...context, reference, pointer: context.pointer + reference.slice(context.reference.length) };
}

/** Plans a task whose reference is the context's. */
export function planTask(name: string, task: Task, context: PlanContext): TaskPlan {
  const { reference } = context;
  const type = taskTypeOf(task as unknown as Json);
  const condition = task.if === undefined ? null : planBareExpression(task.if, within(context, 'if'));
  const input = planTransform(task.input, task.input?.from, within(context, 'input', 'from'));
  const output = planTransform(task.output, task.output?.as, within(context, 'output', 'as'));
  const exported = planTransform(task.export, task.export?.as, within(context, 'export', 'as'));
  const timeout = planTimeout(task.timeout, context);
  const action =
    type === null ? unplannable(context, `The task '${name}' has no type.`) : planAction(type, task, context);
  const takesTime = context.isExtended || [input, output, exported].some(({ load }) => load !== null);
  return {
    reference,
    name,
    type: type ?? 'unknown',
    definition: task as unknown as Json,
    condition,
    input,
    output,
    export: exported,
    timeout,
    // biome-ignore lint/suspicious/noThenProperty: the DSL's own name
    then: task.then ?? 'continue',
    action,
    instant: action.kind === 'instant' && !takesTime ? action.perform : null,
  };
}

/** Plans a `timeout`: inline, or the name of one of `use.timeouts`. */
export function planTimeout(timeout: TaskBase['timeout'], context: PlanContext): DurationPlan | null {
  if (timeout === undefined) return null;
  const definition: Timeout | undefined = typeof timeout === 'string' ? named(context.use.timeouts, timeout) : timeout;
  if (definition !== undefined) return planDuration(definition.after as Json, context);
  const message = `There is no timeout '${String(timeout)}' in use.timeouts.`;
  context.problems.push({ reference: context.reference, message });
  return (_input, scope) => {
    throw standardFault('configuration', { detail: message, instance: scope.reference });
  };
}

/** The key that makes a task one of a type also says which of the definition's types it has. */
function planAction(type: TaskType, task: Task, context: PlanContext): Action {
  switch (type) {
    case 'call':
      return planCall(task as CallTask, context);
    case 'do':
      return planDo(task as DoTask, context);
    case 'emit':
      return planEmit(task as EmitTask, context);
    case 'for':
      return planFor(task as ForTask, context);
    case 'fork':
      return planFork(task as ForkTask, context);
    case 'listen':
      return planListen(task as ListenTask, context);
    case 'raise':
      return planRaise(task as RaiseTask, context);
    case 'run':
      return planRun(task as RunTask, context);
    case 'set':
      return planSet(task as SetTask, context);
    case 'switch':
      return planSwitch(task as SwitchTask, context);
    case 'try':
      return planTry(task as TryTask, context);
    case 'wait':
      return planWait(task as WaitTask, context);
  }
}
