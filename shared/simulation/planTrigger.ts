import type { Json } from '../base/json.ts';
import type { Schedule } from '../workflow/definition.ts';
import { parseCron } from './cron.ts';
import type { DurationPlan, Frame, Trigger } from './plan.ts';
import { type PlanContext, within } from './planContext.ts';
import { planDuration } from './planValue.ts';
import { sleepUntil } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import { planConsumption } from './tasks/listen.ts';

/**
 * Plans what fires a workflow by its `schedule`: `cron` waits for its next time, `on` for its events, which are the input
 * then; `every` and `after` fire at once, then at their interval.
 */
export function planTrigger(schedule: Schedule | undefined, context: PlanContext): Trigger | null {
  if (schedule?.cron !== undefined) return cronTrigger(schedule.cron);
  if (schedule?.on !== undefined) return eventTrigger(schedule, context);
  for (const key of ['every', 'after'] as const) {
    const interval = schedule?.[key];
    if (interval === undefined) continue;
    const reference = `/schedule/${key}`;
    const duration = planDuration(interval as Json, within({ ...context, reference }, 'schedule', key));
    return intervalTrigger(duration, reference, key === 'after');
  }
  return null;
}

function eventTrigger({ on = {}, read }: Schedule, context: PlanContext): Trigger {
  const reference = '/schedule/on';
  // Without `read` the specification's examples take the input to be whole events, other than `listen` does.
  const consume = planConsumption(on, read ?? 'envelope', { ...context, reference, pointer: reference });
  return {
    waitsForEnd: false,
    *wait(frame: Frame, given: Json | null) {
      if (given !== null) return given;
      const { run } = frame;
      return (yield* consume({ run, reference, variables: run.variables, frame, input: {} })).output;
    },
  };
}

function cronTrigger(expression: string): Trigger {
  const times = parseCron(expression);
  return {
    waitsForEnd: false,
    *wait(frame, given, previous) {
      const { scheduler } = frame.run;
      // The next minute after the last firing; a firing may begin in the minute in which the clock starts.
      const time = times?.next(previous === null ? scheduler.now : previous + 1);
      if (time === null || time === undefined) {
        const detail = `The schedule '${expression}' is no cron expression of five fields that names a time.`;
        throw standardFault('configuration', { detail, instance: '/schedule/cron' });
      }
      yield* sleepUntil(time, null);
      return given ?? {};
    },
  };
}

function intervalTrigger(duration: DurationPlan, reference: string, waitsForEnd: boolean): Trigger {
  return {
    waitsForEnd,
    *wait({ run }, given, previous) {
      if (previous !== null) {
        yield* sleepUntil(previous + duration({}, { run, reference, variables: run.variables }), null);
      }
      return given ?? {};
    },
  };
}
