import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { Fault, Interrupt } from './fault.ts';
import type { Activity, Frame, Plan, Scope } from './plan.ts';
import type { Run } from './run.ts';
import { runList } from './runList.ts';
import type { Routine } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import { checkAfter, checkBefore } from './transform.ts';
import { type Variables, variablesOf, withVariable } from './variables.ts';

/**
 * Runs all of a workflow and says so in lifecycle events. What it throws is thrown. `record` is that of the task that runs
 * it, if one does: what the workflow itself evaluates belongs to that task.
 */
export function* runWorkflow(plan: Plan, frame: Frame, input: Json, record?: number): Routine<Json> {
  const { run } = frame;
  const { lifecycle } = run.recorder;
  lifecycle.workflow('started', run, { definition: identityOf(plan) });
  try {
    const output = yield* perform(plan, frame, input, record);
    lifecycle.workflow('completed', run);
    return output;
  } catch (thrown) {
    if (thrown instanceof Fault) lifecycle.workflow('faulted', run, { error: { ...thrown.error } });
    else if (thrown instanceof Interrupt) lifecycle.workflow('cancelled', run);
    throw thrown;
  }
}

/** Its input, its tasks under its timeout, its output. */
function* perform(plan: Plan, frame: Frame, rawInput: Json, record: number | undefined): Routine<Json> {
  const { run } = frame;
  if (plan.refusal !== null) {
    const { message, reference } = plan.refusal;
    throw standardFault('configuration', { detail: message, instance: reference });
  }
  const scopeAt = (reference: string): Scope => {
    const variables = withVariable(run.variables, 'context', frame.context.value);
    return { run, reference, variables, ...(record !== undefined && { record }) };
  };
  const around = (reference: string): Activity => ({ ...scopeAt(reference), frame, input: rawInput });
  if (plan.input.load !== null) yield* plan.input.load(around('/input'));
  const input = checkBefore(plan.input, rawInput, scopeAt('/input'));
  const own = plan.timeout === null ? null : { at: run.scheduler.now + plan.timeout(input, scopeAt('/timeout')) };
  const isOwnFirst = own !== null && (frame.deadline === null || own.at < frame.deadline.at);
  try {
    const { output } = yield* runList(plan.tasks, { ...frame, deadline: isOwnFirst ? own : frame.deadline }, input);
    if (plan.output.load !== null) yield* plan.output.load(around('/output'));
    const result = checkAfter(plan.output, output, scopeAt('/output'));
    run.budget.spendValue(result);
    return result;
  } catch (thrown) {
    if (!(thrown instanceof Interrupt) || thrown.deadline === null || thrown.deadline !== own) throw thrown;
    const detail = 'The workflow took longer than its timeout allows.';
    throw standardFault('timeout', { detail, instance: '/timeout' });
  }
}

/** What every expression of one workflow's run sees. */
export function workflowVariables(
  plan: Plan,
  input: Json,
  { random, recorder }: Pick<Run, 'random' | 'recorder'>,
  secrets: Run['secrets'],
): Variables {
  return variablesOf({
    context: null,
    input: null,
    output: null,
    authorization: null,
    secrets,
    runtime: { name: 'Drydock', version: '1', metadata: {} },
    workflow: {
      id: random.uuid(),
      definition: plan.definition,
      input,
      startedAt: recorder.moment(),
    },
  });
}

/** A declared secret has the value that was given, or a placeholder that names it. */
export function secretsOf(plan: Plan, given: Run['givenSecrets']): Record<string, Json> {
  return Object.fromEntries(
    plan.secrets.map((name) => [name, Object.hasOwn(given, name) ? (given[name] ?? null) : `<secret ${name}>`]),
  );
}

/** Names one run of a workflow, as lifecycle events do: `name-id.namespace`. */
export function qualifiedName(plan: Plan, variables: Variables): string {
  const { name, namespace } = identityOf(plan);
  const workflow = variables.find('workflow') ?? null;
  const id = isJsonObject(workflow) ? workflow.id : '';
  return `${String(name)}-${String(id)}.${String(namespace)}`;
}

function identityOf({ definition }: Plan): JsonObject {
  const { namespace = '', name = '', version = '' } = isJsonObject(definition.document) ? definition.document : {};
  return { namespace, name, version };
}
