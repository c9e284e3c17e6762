import type { Json } from '../../base/json.ts';
import type { ErrorFilter, TryTask } from '../../workflow/definition.ts';
import { isSameErrorType } from '../../workflow/errorTypes.ts';
import { joinPointer } from '../../workflow/pointer.ts';
import { type Deadline, Fault, Interrupt } from '../fault.ts';
import type { Action, Activity, Expression, ListPlan, Outcome, Scope } from '../plan.ts';
import { named, type PlanContext, unplannable, within, withVariables } from '../planContext.ts';
import { planBareExpression } from '../planExpression.ts';
import { nextRetry, planRetry, type RetryPlan } from '../retry.ts';
import { runList } from '../runList.ts';
import { type Routine, sleepUntil } from '../scheduler.ts';
import { scopeNow } from '../scopeNow.ts';
import { standardFault } from '../standardErrors.ts';
import type { WorkflowError } from '../trace.ts';
import { isTruthy } from '../truth.ts';
import { withVariable } from '../variables.ts';

interface TryPlan {
  readonly reference: string;
  readonly body: ListPlan;
  readonly filter: ErrorFilter;
  readonly as: string;
  readonly when: Expression | null;
  readonly exceptWhen: Expression | null;
  readonly retry: RetryPlan | null;
  readonly handler: ListPlan | null;
  readonly flow: string | undefined;
}

/**
 * `try`: an error that passes the filter, then `when`, then `exceptWhen`, is caught. It is retried first; `catch.do` runs
 * when retries are exhausted or absent, then `catch.then` says where to go on. Without `catch.do` the output is the input.
 */
export function planTry(task: TryTask, context: PlanContext): Action {
  const { reference } = context;
  const { errors, as = 'error', retry, do: handler, then } = task.catch;
  const policy = typeof retry === 'string' ? named(context.use.retries, retry) : retry;
  if (typeof retry === 'string' && policy === undefined) {
    return unplannable(context, `There is no retry policy '${retry}' in use.retries.`);
  }
  const inside = withVariables(context, as);
  const condition = (key: 'when' | 'exceptWhen') => {
    const text = task.catch[key];
    return text === undefined ? null : planBareExpression(text, within(inside, 'catch', key));
  };
  const plan: TryPlan = {
    reference,
    body: context.planList(task.try, `${reference}/try`, context),
    filter: errors?.with ?? {},
    as,
    when: condition('when'),
    exceptWhen: condition('exceptWhen'),
    retry: policy === undefined ? null : planRetry(policy, retryPlace(retry, inside)),
    handler: handler === undefined ? null : context.planList(handler, `${reference}/catch/do`, inside),
    flow: then,
  };
  context.branches.push(`${reference}#catch`);
  if (plan.retry !== null) context.branches.push(`${reference}#retry`);
  if (isSelective(plan)) context.branches.push(`${reference}#uncaught`);
  return { kind: 'routine', perform: (activity) => attempt(plan, activity) };
}

/** Where the retry policy stands: in the task, or by its name in `use.retries`. */
function retryPlace(retry: TryTask['catch']['retry'], context: PlanContext): PlanContext {
  if (typeof retry !== 'string') return within(context, 'catch', 'retry');
  return { ...context, pointer: joinPointer('/use/retries', retry) };
}

function* attempt(plan: TryPlan, activity: Activity): Routine<Outcome> {
  const { run, frame, input } = activity;
  let retries = 0;
  let firstFault: number | null = null;
  for (;;) {
    const deadline = deadlineOf(plan, activity);
    try {
      const inner = { ...frame, attempt: retries === 0 ? frame.attempt : retries + 1, deadline };
      return yield* runList(plan.body, inner, input);
    } catch (interrupted) {
      const thrown = withoutOwnInterrupt(interrupted, deadline, activity);
      if (!(thrown instanceof Fault)) throw thrown;
      const error = thrown.error as unknown as Json;
      const now = scopeNow(activity);
      const scope = { ...now, variables: withVariable(now.variables, plan.as, error) };
      if (!isCaught(plan, thrown.error, scope)) {
        run.recorder.branch(`${plan.reference}#uncaught`, run);
        throw thrown;
      }
      firstFault ??= run.scheduler.now;
      const resumeAt = plan.retry === null ? null : nextRetry(plan.retry, { retries, firstFault, error, input, scope });
      if (resumeAt === null) {
        const variables = withVariable(frame.variables, plan.as, error);
        return yield* handle(plan, { ...activity, frame: { ...frame, variables } });
      }
      retries++;
      run.recorder.branch(`${plan.reference}#retry`, run);
      yield* sleepUntil(resumeAt, frame.deadline);
      run.recorder.lifecycle.taskRetried(plan.reference, run);
    }
  }
}

/** The earlier of the deadline around and the end of the attempt that begins now. */
function deadlineOf({ retry }: TryPlan, activity: Activity): Deadline | null {
  const { run, frame, input } = activity;
  const duration = retry?.attemptDuration ?? null;
  if (duration === null) return frame.deadline;
  const at = run.scheduler.now + duration(input, activity);
  return frame.deadline !== null && frame.deadline.at <= at ? frame.deadline : { at };
}

/** An attempt that took too long is a timeout error, which is caught and retried as any other. */
function withoutOwnInterrupt(thrown: unknown, deadline: Deadline | null, { frame, reference }: Activity): unknown {
  const isOwn = thrown instanceof Interrupt && deadline !== frame.deadline && thrown.deadline === deadline;
  if (!isOwn) return thrown;
  const detail = 'The attempt took longer than limit.attempt.duration of its retry policy allows.';
  return standardFault('timeout', { detail, instance: reference });
}

function* handle(plan: TryPlan, activity: Activity): Routine<Outcome> {
  const { run, frame, input } = activity;
  run.recorder.branch(`${plan.reference}#catch`, run);
  const outcome = plan.handler === null ? { output: input } : yield* runList(plan.handler, frame, input);
  return outcome.flow !== undefined || plan.flow === undefined ? outcome : { ...outcome, flow: plan.flow };
}

/** Whether there are errors that it does not catch. */
function isSelective({ filter, when, exceptWhen }: TryPlan): boolean {
  return Object.keys(filter).length > 0 || when !== null || exceptWhen !== null;
}

/** The conditions are asked of the error, which is their `.`. */
function isCaught(plan: TryPlan, error: WorkflowError, scope: Scope): boolean {
  if (!passes(plan.filter, error)) return false;
  const asked: Json = { ...error };
  if (plan.when !== null && !isTruthy(plan.when(asked, scope))) return false;
  return plan.exceptWhen === null || !isTruthy(plan.exceptWhen(asked, scope));
}

/** The specification's schema calls the member `details`, its text `detail`: both are read. */
function passes(filter: ErrorFilter & { readonly details?: string }, error: WorkflowError): boolean {
  if (filter.type !== undefined && !isSameErrorType(filter.type, error.type)) return false;
  if (filter.status !== undefined && filter.status !== error.status) return false;
  if (filter.instance !== undefined && filter.instance !== error.instance) return false;
  if (filter.title !== undefined && filter.title !== error.title) return false;
  const detail = filter.detail ?? filter.details;
  return detail === undefined || detail === error.detail;
}
