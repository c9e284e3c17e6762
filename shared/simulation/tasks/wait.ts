import type { Json } from '../../base/json.ts';
import type { WaitTask } from '../../workflow/definition.ts';
import type { Action, Activity, DurationPlan, Outcome } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planDuration } from '../planValue.ts';
import { type Routine, sleepUntil } from '../scheduler.ts';

/** `wait`: lets virtual time pass; the output is the input. */
export function planWait(task: WaitTask, context: PlanContext): Action {
  const duration = planDuration(task.wait as Json, within(context, 'wait'));
  return { kind: 'routine', perform: (activity) => wait(duration, activity) };
}

function* wait(duration: DurationPlan, activity: Activity): Routine<Outcome> {
  const { run, frame, input, reference } = activity;
  const until = run.scheduler.now + duration(input, activity);
  run.recorder.lifecycle.taskStatus('waiting', reference, run);
  yield* sleepUntil(until, frame.deadline);
  run.recorder.lifecycle.taskStatus('running', reference, run);
  return { output: input };
}
