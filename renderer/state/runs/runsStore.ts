import type { z } from 'zod';
import { create } from 'zustand';
import type { AppError } from '../../../shared/base/appError.ts';
import type { expectationResultSchema, runSummarySchema } from '../../../shared/contract/rehearsalMethods.ts';
import type { MethodInput, MethodOutput } from '../../../shared/contract/table.ts';
import type { Trace } from '../../../shared/simulation/trace.ts';

/** A kept run. */
export type RunSummary = z.infer<typeof runSummarySchema>;
/** What came of one expectation of a scenario. */
export type ExpectationResult = z.infer<typeof expectationResultSchema>;
/** What came of one scenario. */
export type ScenarioResult = MethodOutput<'rehearsal.test'>[number];

/** What repeats a run: its request without the page's own id. */
export type RunRequest = Omit<MethodInput<'rehearsal.run'>, 'run'>;
/** What came of a batch. */
export type BatchSummary = MethodOutput<'rehearsal.batch'>;
/** Rows of a batch that went the same way. */
export type BatchOutcome = BatchSummary['outcomes'][number];
/** What came of every scenario of a workflow. */
export interface ShownTests {
  readonly workflow: string;
  /** The workflow as it was rehearsed; undefined where it was not open. */
  readonly text: string | undefined;
  readonly results: readonly ScenarioResult[];
}

/** What a task of a run evaluated. */
export type Inspection = MethodOutput<'rehearsal.inspect'>;
/** An expression that a task evaluated. */
export type InspectedExpression = Inspection['expressions'][number];

/** Where the input of the next rehearsal comes from. */
export type InputChoice =
  | { readonly kind: 'scenario' }
  | { readonly kind: 'inline'; readonly text: string }
  | { readonly kind: 'row'; readonly dataset: string; readonly name: string; readonly row: number }
  /** Every row of a data set, one rehearsal each. */
  | { readonly kind: 'rows'; readonly dataset: string; readonly name: string };

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
  readonly what: 'run' | 'test' | 'batch';
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
  /** Why nobody looked for leaks, or not for all. */
  readonly leaksNote?: string;
  /** What repeats it. */
  readonly request: RunRequest;
}

/** What the selected task of a run evaluated, or why that is not known. */
export interface TaskInspection {
  readonly run: string;
  readonly task: number;
  readonly state: 'asking' | 'done' | 'failed';
  readonly inspection: Inspection | null;
  /** A sentence where it failed. */
  readonly problem: string | null;
}

/** A batch that has ended, and what its rows were rehearsed with. */
export interface ShownBatch {
  readonly workflow: string;
  readonly dataset: string;
  readonly name: string;
  readonly summary: BatchSummary;
  readonly request: Omit<RunRequest, 'input'>;
}

/** A page of what came of rehearsals; those before `rows` are about one run. */
export type ResultPage = 'trace' | 'effects' | 'leaks' | 'outcome' | 'rows' | 'tests' | 'kept';

interface RunsState {
  readonly choices: Readonly<Record<string, RunChoice>>;
  readonly current: CurrentRun | null;
  readonly shown: ShownRun | null;
  /** Index of the task that is explained. */
  readonly task: number | null;
  readonly tests: ShownTests | null;
  readonly kept: readonly RunSummary[];
  readonly inspected: TaskInspection | null;
  readonly batch: ShownBatch | null;
  readonly page: ResultPage;
}

/** Rehearsals: what is set, what runs, what came out. */
export const useRuns = create<RunsState>(() => ({
  choices: {},
  current: null,
  shown: null,
  task: null,
  tests: null,
  kept: [],
  inspected: null,
  batch: null,
  page: 'trace',
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

/** Brings a page of the result to the front. */
export function showPage(page: ResultPage): void {
  useRuns.setState({ page });
}

/** Chooses the task that is explained. */
export function selectTask(task: number | null): void {
  useRuns.setState({ task });
}
