import type { Json } from '../base/json.ts';
import type { Task, TaskList, Use } from '../workflow/definition.ts';
import { joinPointer } from '../workflow/pointer.ts';
import type { Action, ListPlan, PlanProblem, TaskPlan } from './plan.ts';
import { standardFault } from './standardErrors.ts';

/** What the parts of a definition need to be planned. */
export interface PlanContext {
  readonly use: Use;
  /** JSON Pointer of what is planned: the task's reference. */
  readonly reference: string;
  /**
   * JSON Pointer into the definition of what is planned, as near as is known: other than the reference where a task runs
   * what stands elsewhere, as a function does.
   */
  readonly pointer: string;
  /** URI of the function that is planned, where it is kept on a network: its own resources are beside it. */
  readonly base: string | null;
  /** Whether evaluations are told to the port `observe`. Plans that are not observed pay nothing for it. */
  readonly isObserved: boolean;
  /** Whether the workflow has extensions: they may put tasks around any other. */
  readonly isExtended: boolean;
  /** Whether `evaluate.mode` is `loose`: texts without `${}` are tried as expressions. */
  readonly isLoose: boolean;
  /** Names of the variables that expressions here may use, without `$`. */
  readonly variables: readonly string[];
  readonly problems: PlanProblem[];
  /** Names of branches that a run could take. */
  readonly branches: string[];
  /** References of the tasks that a run could reach. */
  readonly references: string[];
  /** Names of the functions around: one that calls itself would have no end. */
  readonly functions: readonly string[];
  /** Plans a task whose reference is the context's. */
  planTask(name: string, task: Task, context: PlanContext): TaskPlan;
  /** Plans the tasks of a list that stands at `pointer`. */
  planList(list: TaskList, pointer: string, context: PlanContext): ListPlan;
}

/** Variables that every expression may use (dsl.md, "Runtime expression arguments"). */
export const standardVariables = [
  'context',
  'input',
  'output',
  'secrets',
  'authorization',
  'task',
  'workflow',
  'runtime',
] as const;

/** The same context with more variables. */
export function withVariables(context: PlanContext, ...names: readonly string[]): PlanContext {
  return { ...context, variables: [...context.variables, ...names] };
}

/** The same context for a part of the definition: where its expressions stand. */
export function within(context: PlanContext, ...steps: readonly (string | number)[]): PlanContext {
  return { ...context, pointer: joinPointer(context.pointer, ...steps) };
}

/** Stands for a task that cannot run as it is written: notes the problem, and faults when a run gets there. */
export function unplannable(context: PlanContext, message: string): Action {
  const { reference } = context;
  context.problems.push({ reference, message });
  return {
    kind: 'instant',
    perform: () => {
      throw standardFault('configuration', { detail: message, instance: reference });
    },
  };
}

/** What stands under `name` in a part of `use`, or undefined. */
export function named<T>(part: { readonly [name: string]: T } | undefined, name: string): T | undefined {
  return part !== undefined && Object.hasOwn(part, name) ? part[name] : undefined;
}

/** Whether a value is a list; narrows readonly ones, which `Array.isArray` does not. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
