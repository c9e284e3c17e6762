import type { Json } from '../../base/json.ts';
import { isJsonObject } from '../../base/json.ts';
import type { WorkflowProcess } from '../../workflow/definitionRun.ts';
import { askStub, received, requireAnswer } from '../effects.ts';
import type { Action, Activity, Outcome, ValuePlan } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planOptional } from '../planValue.ts';
import type { Routine } from '../scheduler.ts';
import { runSubWorkflow } from '../subWorkflow.ts';
import type { ProcessOptions } from './runProcess.ts';

interface CallPlan {
  readonly process: WorkflowProcess;
  readonly input: ValuePlan | null;
  readonly isAwaited: boolean;
  /** Whether its output is the task's: all other modes are about processes. */
  readonly hasOutput: boolean;
}

/** `run.workflow`: a stub answers, or the workflow that was given beside this one is rehearsed inside it. */
export function planWorkflowCall(process: WorkflowProcess, how: ProcessOptions, context: PlanContext): Action {
  const place = within(context, 'run', 'workflow', 'input');
  const input = planOptional(process.input as Json | undefined, place);
  const plan: CallPlan = { process, input, isAwaited: how.await !== false, hasOutput: how.return !== 'none' };
  return { kind: 'routine', perform: (activity) => callWorkflow(plan, activity) };
}

function* callWorkflow(plan: CallPlan, activity: Activity): Routine<Outcome> {
  const outcome = yield* answered(plan, activity);
  return plan.hasOutput ? outcome : { output: activity.input };
}

function* answered({ process, input, isAwaited }: CallPlan, activity: Activity): Routine<Outcome> {
  const { namespace, name, version } = process;
  const given = input?.(activity.input, activity) ?? {};
  const request = { namespace, name, version, ...(input !== null && { input: given }) };
  const title = `workflow ${namespace}/${name}/${version}`;
  const effect = { kind: 'workflow', request, title } as const;
  const answer = askStub(activity, effect);
  if (answer !== null) {
    if (!isAwaited) return { output: activity.input };
    return { output: (yield* received(activity, effect, answer)).output };
  }
  const found = activity.run.workflows.find(process);
  if (found === null) return { output: (yield* requireAnswer(activity, effect)).output };
  const data = isJsonObject(given) ? given : {};
  if (isAwaited) return { output: yield* runSubWorkflow(found, activity, data) };
  yield { kind: 'detach', routine: ignoring(runSubWorkflow(found, activity, data, true)) };
  return { output: activity.input };
}

function* ignoring(routine: Routine<Json>): Routine<void> {
  yield* routine;
}
