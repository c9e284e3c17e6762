import type { Json } from '../base/json.ts';
import { Fault, RunLimit } from './fault.ts';
import { Budget } from './limits.ts';
import type { Frame, Plan } from './plan.ts';
import type { RehearsalPorts } from './ports.ts';
import { Random } from './random.ts';
import { Recorder } from './recorder.ts';
import type { Run, WorkflowLibrary } from './run.ts';
import { qualifiedName, runWorkflow, secretsOf, workflowVariables } from './runWorkflow.ts';
import type { Scenario } from './scenario.ts';
import { type Routine, Scheduler } from './scheduler.ts';
import { sealTrace } from './sealTrace.ts';
import { StubBook, type StubSet } from './stubBook.ts';
import type { RunStatus, Trace, WorkflowError } from './trace.ts';

/** One rehearsal: everything that decides how it goes, beside the plan. */
export interface RehearsalRequest {
  readonly input: Json;
  readonly scenario: Pick<Scenario, 'events' | 'secrets'>;
  readonly stubs: StubSet;
  readonly seed: number;
  /** Start, in milliseconds since the epoch. */
  readonly clock: number;
  /** Workflows that this one may run. */
  readonly workflows?: WorkflowLibrary;
  /** Texts of files that the workflow may read, by their path. */
  readonly files?: { readonly [path: string]: string };
}

const noWorkflows: WorkflowLibrary = { find: () => null };

/** What came of a rehearsal. */
export interface Rehearsal {
  readonly trace: Trace;
  /** Why the run ended as `limit`. */
  readonly limit?: string;
}

/** Runs a workflow in virtual time: the same plan, request and ports give the same trace, on any machine. */
export function rehearse(plan: Plan, request: RehearsalRequest, ports: RehearsalPorts): Rehearsal {
  const run = startRun(plan, request, ports);
  ports.onStart?.({ seed: request.seed, startedAt: run.recorder.instant(), input: request.input });
  const frame: Frame = { run, context: { value: {} }, locals: {}, iteration: [], attempt: 1, deadline: null };
  const main: Main = { output: null, endedAt: null };
  const ending = endingOf(() => run.scheduler.run(mainRoutine(plan, frame, request.input, main)));
  run.recorder.closeRest(ending.status === 'waiting' ? 'waiting' : 'cancelled');
  if (ending.status === 'waiting') run.recorder.lifecycle.workflow('suspended', run);
  const trace = sealTrace({
    seed: request.seed,
    status: ending.status,
    startedAt: request.clock,
    endedAt: main.endedAt ?? run.scheduler.now,
    input: request.input,
    output: main.output,
    context: frame.context.value,
    error: ending.error,
    tasks: run.recorder.tasks(),
    effects: run.recorder.effects,
    events: run.recorder.lifecycle.events,
    coverage: run.recorder.coverage(),
  });
  return ending.limit === undefined ? { trace } : { trace, limit: ending.limit };
}

/** What the workflow itself came to; what it left running may take longer. */
interface Main {
  output: Json;
  endedAt: number | null;
}

function* mainRoutine(plan: Plan, frame: Frame, input: Json, main: Main): Routine<void> {
  main.output = yield* runWorkflow(plan, frame, input);
  main.endedAt = frame.run.scheduler.now;
}

interface Ending {
  readonly status: RunStatus;
  readonly error: WorkflowError | null;
  readonly limit?: string;
}

function endingOf(go: () => boolean): Ending {
  try {
    return { status: go() ? 'completed' : 'waiting', error: null };
  } catch (error) {
    if (error instanceof Fault) return { status: 'faulted', error: error.error };
    if (error instanceof RunLimit) return { status: 'limit', error: null, limit: error.message };
    throw error;
  }
}

function startRun(plan: Plan, request: RehearsalRequest, ports: RehearsalPorts): Run {
  const { clock, seed, stubs, scenario, input } = request;
  const scheduler = new Scheduler(clock);
  const budget = new Budget(ports.limits);
  const random = new Random(seed);
  const recorder = new Recorder(budget, scheduler, ports.onRecord);
  const givenSecrets = scenario.secrets ?? {};
  const secrets = secretsOf(plan, givenSecrets);
  for (const { after = 0, event } of scenario.events ?? []) {
    scheduler.publishAt(clock + after, { specversion: '1.0', ...event });
  }
  const variables = workflowVariables(plan, input, { random, scheduler }, secrets);
  return {
    scheduler,
    budget,
    random,
    recorder,
    secrets,
    variables,
    ports,
    meter: ports.limits.expression,
    stubs: new StubBook(stubs),
    definition: plan.definition,
    name: qualifiedName(plan, variables),
    prefix: '',
    depth: 0,
    extensions: plan.extensions,
    workflows: request.workflows ?? noWorkflows,
    givenSecrets,
    files: request.files ?? {},
    texts: new Map(),
  };
}
