import type { Json } from '../base/json.ts';
import { Fault, RunLimit } from './fault.ts';
import { type Main, runFirings } from './firings.ts';
import { Budget } from './limits.ts';
import type { Frame, Plan } from './plan.ts';
import type { RehearsalPorts } from './ports.ts';
import { Random } from './random.ts';
import { Recorder } from './recorder.ts';
import type { Run, WorkflowLibrary } from './run.ts';
import { qualifiedName, secretsOf, workflowVariables } from './runWorkflow.ts';
import type { Scenario } from './scenario.ts';
import { Scheduler } from './scheduler.ts';
import { sealTrace, type TraceParts } from './sealTrace.ts';
import { type Answers, StubBook, type StubSet } from './stubBook.ts';
import type { RunStatus, Trace, WorkflowError } from './trace.ts';

/** One rehearsal: everything that decides how it goes, beside the plan. */
export interface RehearsalRequest {
  readonly input: Json;
  /** Whether nobody gave the input, so that events of `schedule.on` make it. */
  readonly isTriggered?: boolean;
  readonly scenario: Pick<Scenario, 'events' | 'firings' | 'secrets'>;
  readonly stubs: StubSet;
  readonly seed: number;
  /** Start, in milliseconds since the epoch. */
  readonly clock: number;
  /** Workflows that this one may run. */
  readonly workflows?: WorkflowLibrary;
  /** Texts of files that the workflow may read, by their path. */
  readonly files?: { readonly [path: string]: string };
  /** Stands between the tasks and the stubs. */
  readonly answers?: (stubs: Answers) => Answers;
}

const noWorkflows: WorkflowLibrary = { find: () => null };

/** What came of a rehearsal. */
export interface Rehearsal {
  readonly trace: Trace;
  /** Why the run ended as `limit`. */
  readonly limit?: string;
}

/** A run before its trace is sealed. */
export interface UnsealedRun {
  readonly parts: TraceParts;
  /** For each effect, the indices of the `for` iterations around it. */
  readonly effectIterations: readonly (readonly number[])[];
  readonly limit?: string;
}

/** Runs a workflow in virtual time: the same plan, request and ports give the same trace, on any machine. */
export function rehearse(plan: Plan, request: RehearsalRequest, ports: RehearsalPorts): Rehearsal {
  const { parts, limit } = runUnsealed(plan, request, ports);
  const trace = sealTrace(parts, ports);
  return limit === undefined ? { trace } : { trace, limit };
}

/** The same, for whoever adds to the trace before it is sealed. */
export function runUnsealed(plan: Plan, request: RehearsalRequest, ports: RehearsalPorts): UnsealedRun {
  const run = startRun(plan, request, ports);
  ports.onStart?.({ seed: request.seed, startedAt: run.recorder.instant(), input: request.input });
  const frame: Frame = {
    run,
    context: { value: {} },
    variables: run.variables,
    iteration: [],
    attempt: 1,
    deadline: null,
  };
  const main: Main = { input: request.input, output: null, context: frame.context, endedAt: null };
  const firings = { count: request.scenario.firings ?? 1, isTriggered: request.isTriggered === true };
  const ending = endingOf(() => run.scheduler.run(runFirings(plan, frame, firings, main)));
  // Where no bound stopped the run, what is left waits for events: of the workflow, or of others that it did not wait for.
  if (ending.status === 'limit') run.recorder.closeCancelled();
  else run.recorder.closeWaiting();
  const parts = {
    seed: request.seed,
    status: ending.status,
    startedAt: request.clock,
    endedAt: main.endedAt ?? run.scheduler.now,
    input: main.input,
    output: main.output,
    context: main.context.value,
    error: ending.error,
    tasks: run.recorder.tasks(),
    effects: run.recorder.effects,
    recorder: run.recorder,
    coverage: run.recorder.coverage(),
  };
  const { effectIterations } = run.recorder;
  return { parts, effectIterations, ...(ending.limit !== undefined && { limit: ending.limit }) };
}

interface Ending {
  readonly status: RunStatus;
  readonly error: WorkflowError | null;
  readonly limit?: string;
}

/** A RangeError is the machine's stack or a text too long for it: some value on the way was not measured yet. */
const tooLarge = 'The rehearsal was stopped: a value is nested too deeply or is too long.';

function endingOf(go: () => boolean): Ending {
  try {
    return { status: go() ? 'completed' : 'waiting', error: null };
  } catch (error) {
    if (error instanceof Fault) return { status: 'faulted', error: error.error };
    if (error instanceof RunLimit) return { status: 'limit', error: null, limit: error.message };
    if (error instanceof RangeError) return { status: 'limit', error: null, limit: tooLarge };
    throw error;
  }
}

function startRun(plan: Plan, request: RehearsalRequest, ports: RehearsalPorts): Run {
  const { clock, seed, stubs, scenario, input } = request;
  const scheduler = new Scheduler(clock);
  const budget = new Budget(ports.limits);
  const random = new Random(seed);
  const recorder = new Recorder(budget, scheduler, ports);
  const givenSecrets = scenario.secrets ?? {};
  const secrets = secretsOf(plan, givenSecrets);
  for (const { after = 0, event } of scenario.events ?? []) {
    scheduler.publishAt(clock + after, { specversion: '1.0', ...event });
  }
  const variables = workflowVariables(plan, input, { random, recorder }, secrets);
  return {
    scheduler,
    budget,
    random,
    recorder,
    secrets,
    variables,
    ports,
    meter: ports.limits.expression,
    stubs: request.answers?.(new StubBook(stubs)) ?? new StubBook(stubs),
    definition: plan.definition,
    name: qualifiedName(plan, variables),
    prefix: '',
    depth: 0,
    extensions: plan.extensions,
    workflows: request.workflows ?? noWorkflows,
    givenSecrets,
    files: request.files ?? {},
    texts: new Map(),
    tokens: new Map(),
  };
}
