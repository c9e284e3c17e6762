import { isJsonObject, type Json, type JsonObject } from '../../base/json.ts';
import type { EmitTask } from '../../workflow/definition.ts';
import { noteEffect } from '../effects.ts';
import type { Action } from '../plan.ts';
import { type PlanContext, within } from '../planContext.ts';
import { planValue } from '../planValue.ts';
import { standardFault } from '../standardErrors.ts';

/**
 * `emit`: publishes a CloudEvent; the output is the event. What a runtime fills in is an id, the time, and the workflow as
 * the source (reference, "Event Properties").
 */
export function planEmit(task: EmitTask, context: PlanContext): Action {
  const properties = planValue(task.emit.event.with as Json, within(context, 'emit', 'event', 'with'));
  return {
    kind: 'instant',
    perform: (activity) => {
      const { run, input, reference } = activity;
      const given = properties(input, activity);
      const event: JsonObject = {
        specversion: '1.0',
        id: run.random.uuid(),
        source: sourceOf(run.definition),
        time: run.recorder.instant(),
        ...(isJsonObject(given) && withoutNull(given)),
      };
      requireTexts(event, reference);
      noteEffect(activity, { kind: 'event', request: event });
      run.scheduler.publish(event);
      return { output: event };
    },
  };
}

/** An attribute that is null is none (CloudEvents JSON Format 1.0.2, "Envelope"); data may be. */
function withoutNull(attributes: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(attributes).filter(([name, value]) => value !== null || name === 'data'));
}

/** What every event has is a text that is not empty (CloudEvents 1.0.2, "Required Attributes"). */
function requireTexts(event: JsonObject, instance: string): void {
  const wrong = ['id', 'source', 'type'].find((name) => typeof event[name] !== 'string' || event[name] === '');
  if (wrong === undefined) return;
  throw standardFault('configuration', { detail: `The event needs a ${wrong} that is a text.`, instance });
}

function sourceOf({ document }: JsonObject): string {
  const { namespace = '', name = '', version = '' } = isJsonObject(document) ? document : {};
  return `/${String(namespace)}/${String(name)}/${String(version)}`;
}
