import type { Json, JsonObject } from '../../base/json.ts';
import type { EmitTask } from '../../workflow/definition.ts';
import { noteEffect } from '../effects.ts';
import type { Action } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planValue } from '../planValue.ts';

/** `emit`: publishes a CloudEvent; the output is the event. */
export function planEmit(task: EmitTask, context: PlanContext): Action {
  const properties = planValue(task.emit.event.with as Json, within(context, 'emit', 'event', 'with'));
  return {
    kind: 'instant',
    perform: (activity) => {
      const { run, input } = activity;
      const attributes = properties(input, activity) as JsonObject;
      const event: JsonObject = {
        specversion: '1.0',
        id: run.random.uuid(),
        source: 'https://drydock.invalid/rehearsal',
        time: run.recorder.instant(),
        ...attributes,
      };
      noteEffect(activity, { kind: 'event', request: event });
      run.scheduler.publish(event);
      return { output: event };
    },
  };
}
