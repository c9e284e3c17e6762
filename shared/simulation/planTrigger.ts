import type { Json } from '../base/json.ts';
import type { Schedule } from '../workflow/definition.ts';
import { nextCronTime } from './cron.ts';
import type { Frame, Trigger } from './plan.ts';
import type { PlanContext } from './planContext.ts';
import { sleepUntil } from './scheduler.ts';
import { standardFault } from './standardErrors.ts';
import { planConsumption } from './tasks/listen.ts';

/**
 * Plans the one firing of `schedule` that a rehearsal has: `cron` waits for its next time, `on` for its events, which are
 * the input then. The first run of `every` and `after` is at once, so that they need no trigger.
 */
export function planTrigger(schedule: Schedule | undefined, context: PlanContext): Trigger | null {
  if (schedule?.cron !== undefined) return cronTrigger(schedule.cron);
  if (schedule?.on === undefined) return null;
  const reference = '/schedule/on';
  // Without `read` the specification's examples take the input to be whole events, other than `listen` does.
  const consume = planConsumption(schedule.on, schedule.read ?? 'envelope', {
    ...context,
    reference,
    pointer: reference,
  });
  return function* (frame: Frame, given: Json | null) {
    if (given !== null) return given;
    const { run } = frame;
    return (yield* consume({ run, reference, variables: run.variables, frame, input: {} })).output;
  };
}

function cronTrigger(expression: string): Trigger {
  return function* (frame: Frame, given: Json | null) {
    const { scheduler } = frame.run;
    const time = nextCronTime(expression, scheduler.now);
    if (time === null) {
      const detail = `The schedule '${expression}' is no cron expression of five fields that names a time.`;
      throw standardFault('configuration', { detail, instance: '/schedule/cron' });
    }
    yield* sleepUntil(time, null);
    return given ?? {};
  };
}
