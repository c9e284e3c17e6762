import type { Json, JsonObject } from '../base/json.ts';
import type { Deadline } from './fault.ts';
import type { Run } from './run.ts';
import type { Routine } from './scheduler.ts';
import type { Variables } from './variables.ts';

/** Where an expression is evaluated. */
export interface Scope {
  readonly run: Run;
  /** JSON Pointer that an error names. */
  readonly reference: string;
  readonly variables: Variables;
  /** Index of the task's record in the trace; absent for what belongs to no task. */
  readonly record?: number;
}

/** A compiled expression: its first output, null where there is none. Throws a `Fault`. */
export type Expression = (input: Json, scope: Scope) => Json;

/** A value of the definition whose expressions and templates are compiled. */
export type ValuePlan = Expression;

/** A duration of the definition, in milliseconds. */
export type DurationPlan = (input: Json, scope: Scope) => number;

/** Checks a value against a schema of the definition; throws a `Fault` that names what does not fit. */
export type SchemaPlan = (value: Json, scope: Scope) => void;

/** `input`, `output` or `export` of a task or workflow. */
export interface TransformPlan {
  readonly schema: SchemaPlan | null;
  /** Reads what `schema` needs from elsewhere, before it is applied. */
  readonly load: ((activity: Activity) => Routine<void>) | null;
  readonly transform: Expression | null;
}

/** `continue`, `exit`, `end`, or the name of a task of the same list. */
export type Flow = string;

/** What a task gives: its output, and a directive where it overrules the task's own `then`. */
export interface Outcome {
  readonly output: Json;
  readonly flow?: Flow;
}

/** Where a task runs: what it shares with its surroundings. */
export interface Frame {
  readonly run: Run;
  /** `$context`, shared by all tasks of a branch. */
  readonly context: { value: Json };
  /** Variables of the workflow, and of the loops and catches around. */
  readonly variables: Variables;
  readonly iteration: readonly number[];
  readonly attempt: number;
  /** The earliest deadline around. */
  readonly deadline: Deadline | null;
  /** Inside an extension: the task that it extends, as `$task`. */
  readonly extended?: JsonObject;
}

/** One execution of a task, as its action sees it. */
export interface Activity extends Scope {
  /** An action may add to them, as an authentication does: what is evaluated later sees it. */
  variables: Variables;
  readonly frame: Frame;
  /** The transformed input. */
  readonly input: Json;
}

/** What a task does that takes no time. */
export interface InstantAction {
  readonly kind: 'instant';
  readonly perform: (activity: Activity) => Outcome;
}

/** What a task does: at once, or with steps that take virtual time. */
export type Action =
  | InstantAction
  | { readonly kind: 'routine'; readonly perform: (activity: Activity) => Routine<Outcome> };

/** A task, ready to run. */
export interface TaskPlan {
  readonly reference: string;
  readonly name: string;
  readonly type: string;
  readonly definition: Json;
  readonly condition: Expression | null;
  readonly input: TransformPlan;
  readonly output: TransformPlan;
  readonly export: TransformPlan;
  readonly timeout: DurationPlan | null;
  readonly then: Flow;
  readonly action: Action;
  /** What its action does, where nothing of the task, or around it, can take time. */
  readonly instant: InstantAction['perform'] | null;
}

/** Tasks in order. */
export interface ListPlan {
  readonly tasks: readonly TaskPlan[];
  /** Index of each name; null where more than one task has it. */
  readonly indices: ReadonlyMap<string, number | null>;
  /** Whether none of them can take time. */
  readonly isInstant: boolean;
}

/** Tasks around every task of one type, or of `all`. A list ends with `exit` where a task of it said so. */
export interface ExtensionPlan {
  readonly extend: string;
  readonly condition: Expression | null;
  readonly before: ((frame: Frame, input: Json) => Routine<Outcome>) | null;
  readonly after: ((frame: Frame, input: Json) => Routine<Outcome>) | null;
}

/** What starts a workflow by its schedule. */
export interface Trigger {
  /** Whether the next firing is counted from the end of the one before, not from its beginning. */
  readonly waitsForEnd: boolean;
  /**
   * Waits for the next firing and gives its input: what is `given`, unless it is null. `previous` is when the one before
   * began or ended, in virtual time; null for the first.
   */
  wait(frame: Frame, given: Json | null, previous: number | null): Routine<Json>;
}

/** Something that cannot run as it is written; a run faults when it gets there. */
export interface PlanProblem {
  readonly reference: string;
  readonly message: string;
}

/** A workflow, ready to run as often as wanted. */
export interface Plan {
  /** Why no run of it can begin; null where it can. */
  readonly refusal: PlanProblem | null;
  readonly definition: JsonObject;
  readonly secrets: readonly string[];
  readonly input: TransformPlan;
  readonly output: TransformPlan;
  readonly timeout: DurationPlan | null;
  readonly tasks: ListPlan;
  readonly extensions: readonly ExtensionPlan[];
  readonly trigger: Trigger | null;
  readonly problems: readonly PlanProblem[];
  /** Everything that a test could reach, in the order of the definition. */
  readonly coverable: { readonly tasks: readonly string[]; readonly branches: readonly string[] };
}
