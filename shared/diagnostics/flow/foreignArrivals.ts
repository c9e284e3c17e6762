import type { ModelTask } from '../modelTask.ts';
import { allLabels, type Shape } from './shape.ts';
import { type Arrival, argumentOf, sendingTask } from './sink.ts';
import type { WorkflowNotes } from './workflowNotes.ts';

/** What of `given` leaves in the workflow that a task runs, at the places where that task reads it. */
export function foreignArrivals({ parts }: WorkflowNotes, given: Shape, runs: ModelTask): readonly Arrival[] {
  const known = new Map(allLabels(given).map((label) => [label.source.id, label]));
  if (known.size === 0) return [];
  return [...parts.values()].flatMap(({ arrivals }) =>
    arrivals.flatMap((arrival): Arrival[] => {
      const { sink, label } = arrival;
      const own = known.get(label.source.id);
      const task = sendingTask(sink);
      if (own === undefined || own.read === null || task === null) return [];
      const isFollowed = label.isFollowed && own.isFollowed;
      const beyond = { task, argument: argumentOf(arrival) };
      const { text, range } = own.read;
      return [
        {
          sink: { kind: sink.kind, task: runs, beyond },
          label: { ...own, encodings: label.encodings, isFollowed },
          text,
          range,
        },
      ];
    }),
  );
}
