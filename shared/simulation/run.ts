import type { Json, JsonObject } from '../base/json.ts';
import type { Result } from '../base/result.ts';
import type { MeterLimits } from '../expressions/meter.ts';
import type { Budget } from './limits.ts';
import type { ExtensionPlan, Plan } from './plan.ts';
import type { RehearsalPorts } from './ports.ts';
import type { Random } from './random.ts';
import type { Recorder } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';
import type { Answers } from './stubBook.ts';
import type { Variables } from './variables.ts';

/** Workflows that others may run: the plan, why it cannot run, or null where there is none of that name. */
export interface WorkflowLibrary {
  find(name: {
    readonly namespace: string;
    readonly name: string;
    readonly version: string;
  }): Result<Plan, string> | null;
}

/** What all tasks of one workflow share; a workflow that another runs has its own, with the same recorder and clock. */
export interface Run {
  /** Names this run of the workflow: `name-id.namespace`. */
  readonly name: string;
  /** What stands before references in the trace: where the task is that runs this workflow; empty for the first. */
  readonly prefix: string;
  /** How many workflows are around this one. */
  readonly depth: number;
  readonly extensions: readonly ExtensionPlan[];
  readonly workflows: WorkflowLibrary;
  /** Texts of files that were given, by their path. */
  readonly files: { readonly [path: string]: string };
  /** Texts that were read from elsewhere in this run, by their URI. */
  readonly texts: Map<string, string>;
  /** Tokens that authorities gave in this run, by what was asked for. */
  readonly tokens: Map<string, string>;
  /** Values of secrets that the scenario gives. */
  readonly givenSecrets: { readonly [name: string]: Json };
  readonly scheduler: Scheduler;
  readonly recorder: Recorder;
  readonly budget: Budget;
  /** Bounds of each expression. */
  readonly meter: MeterLimits;
  readonly random: Random;
  readonly stubs: Answers;
  readonly ports: RehearsalPorts;
  /** Values of the declared secrets: placeholders, or the scenario's. */
  readonly secrets: { readonly [name: string]: Json };
  /** Variables that are the same for every task. */
  readonly variables: Variables;
  readonly definition: JsonObject;
}
