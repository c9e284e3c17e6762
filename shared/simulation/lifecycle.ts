import type { JsonObject } from '../base/json.ts';
import type { Run } from './run.ts';
import type { TaskRecord, TaskStatus } from './trace.ts';

/** Most events of tasks that a trace keeps: a long loop says the same again and again. */
const maxTaskEvents = 10_000;

/**
 * What happens to a workflow (dsl.md, "Lifecycle Events"). Suspending and resuming is what an operator does by hand: in a
 * rehearsal nobody does.
 */
export type WorkflowPhase = 'started' | 'completed' | 'faulted' | 'cancelled';
/** Status phases that no event of their own announces. */
export type QuietPhase = 'waiting' | 'running';

/** Who speaks, and where in the definition. */
export type Subject = Pick<Run, 'name' | 'prefix'>;

/** Where an event stands among all. */
export type Place = number;
/** The place of an event that did not happen, or is one too many. */
export const untold: Place = -1;

/** A task as its events tell it: its record says what happened, the places when that was. */
export interface TaskLife {
  readonly subject: Subject;
  /** Null while it runs. */
  readonly record: TaskRecord | null;
  readonly created: Place;
  readonly started: Place;
  /** When it started, which may be after it was created. */
  readonly begunAt: string;
  readonly ended: Place;
}

/** Something else that happened, before an event is made of it. */
interface Moment {
  readonly place: Place;
  readonly kind: EventKind;
  readonly subject: Subject;
  /** The task's, null where it happened to the workflow. */
  readonly reference: string | null;
  readonly at: string;
  readonly more: JsonObject | null;
}

/** The type of an event, and the member of its data that says when it happened. */
interface EventKind {
  readonly type: string;
  readonly stamp: string;
}

function kindOf(phase: string, stamp: string): EventKind {
  return { type: `io.serverlessworkflow.${phase}.v1`, stamp };
}

const workflowKinds: Record<WorkflowPhase, EventKind> = {
  started: kindOf('workflow.started', 'startedAt'),
  completed: kindOf('workflow.completed', 'completedAt'),
  faulted: kindOf('workflow.faulted', 'faultedAt'),
  cancelled: kindOf('workflow.cancelled', 'cancelledAt'),
};
const workflowStatus = kindOf('workflow.status-changed', 'updatedAt');
const correlationStarted = kindOf('workflow.correlation-started', 'startedAt');
const correlationCompleted = kindOf('workflow.correlation-completed', 'completedAt');
const taskCreated = kindOf('task.created', 'createdAt');
const taskStarted = kindOf('task.started', 'startedAt');
const taskRetried = kindOf('task.retried', 'retriedAt');
const taskStatus = kindOf('task.status-changed', 'updatedAt');
const taskEndings: Partial<Record<TaskStatus, EventKind>> = {
  completed: kindOf('task.completed', 'completedAt'),
  faulted: kindOf('task.faulted', 'faultedAt'),
  cancelled: kindOf('task.cancelled', 'cancelledAt'),
};

/**
 * The lifecycle CloudEvents of a rehearsal. Their ids count up, so that they are the same in every run. Outputs are in
 * the records, not here again. Of the optional changes of status only those are told that nothing else says.
 */
export class Lifecycle {
  readonly #moments: Moment[] = [];
  readonly #instant: () => string;
  #events = 0;
  #taskEvents = 0;

  constructor(instant: () => string) {
    this.#instant = instant;
  }

  /** What happened, as events: made when a trace is sealed, for a run alone has no use for them. */
  events(tasks: Iterable<TaskLife>): JsonObject[] {
    const events = new Array<JsonObject>(this.#events);
    const tell = (place: Place, kind: EventKind, at: string, data: JsonObject): void => {
      if (place !== untold) events[place] = eventOf(place, kind, at, data);
    };
    for (const { place, kind, subject, reference, at, more } of this.#moments) {
      const { name, prefix } = subject;
      const who: JsonObject = reference === null ? { name } : { workflow: name, task: prefix + reference };
      tell(place, kind, at, { ...who, [kind.stamp]: at, ...more });
    }
    for (const { subject, record, created, started, begunAt, ended } of tasks) {
      if (record === null) continue;
      const { reference: task, startedAt, endedAt, status, error } = record;
      const workflow = subject.name;
      tell(created, taskCreated, startedAt, { workflow, task, createdAt: startedAt });
      tell(started, taskStarted, begunAt, { workflow, task, startedAt: begunAt });
      const ending = taskEndings[status];
      if (ending === undefined) continue;
      const data = { workflow, task, [ending.stamp]: endedAt };
      tell(ended, ending, endedAt, error === null ? data : { ...data, error: { ...error } });
    }
    return events;
  }

  /** Gives the next event of a task its place. */
  nextOfTask(): Place {
    return ++this.#taskEvents <= maxTaskEvents ? this.#events++ : untold;
  }

  /** Notes what happened to a workflow. */
  workflow(phase: WorkflowPhase, subject: Subject, more: JsonObject | null = null): void {
    this.#note(this.#events++, workflowKinds[phase], subject, null, more);
  }

  /** Notes that a workflow waits, which no other event says. */
  workflowStatus(status: QuietPhase, subject: Subject): void {
    this.#note(this.#events++, workflowStatus, subject, null, { status });
  }

  /** Notes that a task is tried again. */
  taskRetried(reference: string, subject: Subject): void {
    this.#note(this.nextOfTask(), taskRetried, subject, reference, null);
  }

  /** Notes that a task waits, or goes on. */
  taskStatus(status: QuietPhase, reference: string, subject: Subject): void {
    this.#note(this.nextOfTask(), taskStatus, subject, reference, { status });
  }

  /** Notes that a workflow begins to wait for events that belong together. */
  correlationStarted(subject: Subject): void {
    this.#note(this.nextOfTask(), correlationStarted, subject, null, null);
  }

  /** Notes that it has them, and the values that they share. */
  correlationCompleted(subject: Subject, keys: JsonObject): void {
    const hasKeys = Object.keys(keys).length > 0;
    this.#note(this.nextOfTask(), correlationCompleted, subject, null, hasKeys ? { correlationKeys: keys } : null);
  }

  #note(place: Place, kind: EventKind, subject: Subject, reference: string | null, more: JsonObject | null): void {
    if (place !== untold) this.#moments.push({ place, kind, subject, reference, at: this.#instant(), more });
  }
}

function eventOf(place: Place, { type }: EventKind, at: string, data: JsonObject): JsonObject {
  return {
    specversion: '1.0',
    id: `lifecycle-${place + 1}`,
    source: 'https://drydock.invalid/rehearsal',
    type,
    time: at,
    datacontenttype: 'application/json',
    data,
  };
}
