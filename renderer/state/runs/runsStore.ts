import type { z } from 'zod';
import { create } from 'zustand';
import type { AppError } from '../../../shared/base/appError.ts';
import type { expectationResultSchema, runSummarySchema } from '../../../shared/contract/rehearsalMethods.ts';
import type { MethodOutput } from '../../../shared/contract/table.ts';
import type { Trace } from '../../../shared/simulation/trace.ts';

/** A kept run. */
export type RunSummary = z.infer<typeof runSummarySchema>;
/** What came of one expectation of a scenario. */
export type ExpectationResult = z.infer<typeof expectationResultSchema>;
/** What came of one scenario. */
export type ScenarioResult = MethodOutput<'rehearsal.test'>[number];

/** Where the input of the next rehearsal comes from. */
export type InputChoice =
  | { readonly kind: 'scenario' }
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'row'; readonly dataset: string; readonly name: string; readonly row: number };

/** What the next rehearsal of a workflow is set to. */
export interface RunChoice {
  /** Null for none. */
  readonly scenario: string | null;
  readonly input: InputChoice;
  /** As typed; empty for the scenario's own. */
  readonly seed: string;
}

/** The rehearsal that is under way, or the last one. */
export interface CurrentRun {
  /** The page's own id, for progress and cancelling. */
  readonly run: string;
  readonly workflow: string;
  readonly what: 'run' | 'test';
  readonly state: 'running' | 'cancelling' | 'done' | 'failed';
  readonly progress: {
    readonly tasks: number;
    readonly effects: number;
    readonly done?: number;
    readonly total?: number;
  };
  readonly error: AppError | null;
}

/** The trace that is shown. */
export interface ShownRun {
  readonly id: string;
  readonly workflow: string;
  readonly scenario: string | null;
  readonly trace: Trace;
  readonly expectations: readonly ExpectationResult[];
  readonly limit: string | null;
}

interface RunsState {
  readonly choices: Readonly<Record<string, RunChoice>>;
  readonly current: CurrentRun | null;
  readonly shown: ShownRun | null;
  /** Index of the task that is explained. */
  readonly task: number | null;
  readonly tests: { readonly workflow: string; readonly results: readonly ScenarioResult[] } | null;
  readonly kept: readonly RunSummary[];
}

/** Rehearsals: what is set, what runs, what came out. */
export const useRuns = create<RunsState>(() => ({
  choices: {},
  current: null,
  shown: null,
  task: null,
  tests: null,
  kept: [],
}));

/** What a workflow's rehearsal is set to before anything is chosen: its first scenario. */
export function firstChoice(scenarios: readonly string[]): RunChoice {
  const scenario = scenarios[0] ?? null;
  return { scenario, input: scenario === null ? { kind: 'inline', text: '{}' } : { kind: 'scenario' }, seed: '' };
}

/** Sets what the next rehearsal of a workflow uses. */
export function chooseRun(workflow: string, choice: RunChoice): void {
  useRuns.setState(({ choices }) => ({ choices: { ...choices, [workflow]: choice } }));
}

/** Chooses the task that is explained. */
export function selectTask(task: number | null): void {
  useRuns.setState({ task });
}
