import type { Json } from '../base/json.ts';
import { dateTimeDescriptor } from './clock.ts';
import { Fault, Interrupt, RunLimit } from './fault.ts';
import { Budget } from './limits.ts';
import type { Frame, Plan, Scope, Variables } from './plan.ts';
import type { RehearsalPorts } from './ports.ts';
import { Random } from './random.ts';
import { Recorder } from './recorder.ts';
import type { Run } from './run.ts';
import { runList } from './runList.ts';
import type { Scenario } from './scenario.ts';
import { type Routine, Scheduler } from './scheduler.ts';
import { sealTrace } from './sealTrace.ts';
import { standardError, standardFault } from './standardErrors.ts';
import { StubBook, type StubSet } from './stubBook.ts';
import type { RunStatus, Trace, WorkflowError } from './trace.ts';
import { checkAfter, checkBefore } from './transform.ts';

/** One rehearsal: everything that decides how it goes, beside the plan. */
export interface RehearsalRequest {
  readonly input: Json;
  readonly scenario: Pick<Scenario, 'events' | 'secrets'>;
  readonly stubs: StubSet;
  readonly seed: number;
  /** Start, in milliseconds since the epoch. */
  readonly clock: number;
}

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
  const result: { output: Json } = { output: null };
  const ending = endingOf(() => run.scheduler.run(runWorkflow(plan, frame, request.input, result)));
  run.recorder.closeRest(ending.status === 'waiting' ? 'waiting' : 'cancelled');
  const trace = sealTrace({
    seed: request.seed,
    status: ending.status,
    startedAt: request.clock,
    endedAt: run.scheduler.now,
    input: request.input,
    output: result.output,
    context: frame.context.value,
    error: ending.error,
    tasks: run.recorder.tasks(),
    effects: run.recorder.effects,
    coverage: run.recorder.coverage(),
  });
  return ending.limit === undefined ? { trace } : { trace, limit: ending.limit };
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
    if (error instanceof Interrupt) {
      const detail = 'The workflow took longer than its timeout allows.';
      return { status: 'faulted', error: standardError('timeout', { detail, instance: '/timeout' }) };
    }
    throw error;
  }
}

function startRun(plan: Plan, request: RehearsalRequest, ports: RehearsalPorts): Run {
  const { clock, seed, stubs, scenario, input } = request;
  const scheduler = new Scheduler(clock);
  const budget = new Budget(ports.limits);
  const random = new Random(seed);
  const recorder = new Recorder(budget, scheduler, ports.onRecord);
  const secrets = secretsOf(plan, scenario);
  for (const { after = 0, event } of scenario.events ?? []) {
    scheduler.publishAt(clock + after, { specversion: '1.0', ...event });
  }
  const variables: Variables = {
    context: null,
    input: null,
    output: null,
    authorization: null,
    secrets,
    runtime: { name: 'Drydock', version: '1', metadata: {} },
    workflow: { id: random.uuid(), definition: plan.definition, input, startedAt: dateTimeDescriptor(clock) },
  };
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
  };
}

/** A declared secret has the scenario's value, or a placeholder that names it. */
function secretsOf(plan: Plan, { secrets = {} }: RehearsalRequest['scenario']): Record<string, Json> {
  return Object.fromEntries(
    plan.secrets.map((name) => [name, Object.hasOwn(secrets, name) ? (secrets[name] ?? null) : `<secret ${name}>`]),
  );
}

function* runWorkflow(plan: Plan, frame: Frame, rawInput: Json, result: { output: Json }): Routine<void> {
  const { run } = frame;
  if (plan.refusal !== null) {
    const { message, reference } = plan.refusal;
    throw standardFault('configuration', { detail: message, instance: reference });
  }
  const scopeAt = (reference: string): Scope => {
    return { run, reference, variables: { ...run.variables, context: frame.context.value } };
  };
  const input = checkBefore(plan.input, rawInput, scopeAt('/input'));
  const deadline = plan.timeout === null ? null : { at: run.scheduler.now + plan.timeout(input, scopeAt('/timeout')) };
  const { output } = yield* runList(plan.tasks, { ...frame, deadline }, input);
  result.output = checkAfter(plan.output, output, scopeAt('/output'));
}
