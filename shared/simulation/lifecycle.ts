import type { JsonObject } from '../base/json.ts';
import {
  correlationKinds,
  type EventKind,
  endingKinds,
  type TaskEventKind,
  taskKinds,
  turnKinds,
  type WorkflowPhase,
  workflowKinds,
} from './eventKinds.ts';
import type { Run } from './run.ts';
import type { TaskRecord } from './trace.ts';

/** Most events of tasks, and of what they run, that a trace keeps: a long loop says the same again and again. */
const maxInnerEvents = 10_000;

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
  /** In its own workflow, which is what an event names. */
  readonly reference: string;
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

/** What is made of events. */
export interface EventForm<T> {
  /** Of one whose data is what its kind makes of these. */
  ofTask(place: Place, kind: TaskEventKind, at: string, workflow: string, task: string): T;
  /** Of any. */
  ofAny(place: Place, kind: EventKind, at: string, data: JsonObject): T;
}

/**
 * The lifecycle CloudEvents of a rehearsal. Their ids count up, so that they are the same in every run. Outputs are in
 * the records, not here again. Of the optional changes of status only those are told that nothing else says.
 */
export class Lifecycle {
  readonly #moments: Moment[] = [];
  readonly #instant: () => string;
  #events = 0;
  #innerEvents = 0;

  constructor(instant: () => string) {
    this.#instant = instant;
  }

  /** All events in their order, each in the form that is asked for. Tasks that still run are left out. */
  told<T>(tasks: Iterable<TaskLife>, form: EventForm<T>): T[] {
    const events = new Array<T>(this.#events);
    for (const { place, kind, subject, reference, at, more } of this.#moments) {
      const { name } = subject;
      const who: JsonObject = reference === null ? { name } : { workflow: name, task: reference };
      events[place] = form.ofAny(place, kind, at, { ...who, [kind.stamp]: at, ...more });
    }
    for (const { subject, reference, record, created, started, begunAt, ended } of tasks) {
      if (record === null) continue;
      const { startedAt, endedAt, status, error } = record;
      const tell = (place: Place, kind: TaskEventKind, at: string): void => {
        if (place !== untold) events[place] = form.ofTask(place, kind, at, subject.name, reference);
      };
      tell(created, taskKinds.created, startedAt);
      tell(started, taskKinds.started, begunAt);
      const ending = endingKinds[status];
      if (ending === undefined || ended === untold) continue;
      if (error === null) tell(ended, ending, endedAt);
      else {
        const data = { ...ending.data(subject.name, reference, endedAt), error: { ...error } };
        events[ended] = form.ofAny(ended, ending, endedAt, data);
      }
    }
    return events;
  }

  /** Gives the next event of a task, or of what it runs, its place. */
  nextOfTask(): Place {
    return ++this.#innerEvents <= maxInnerEvents ? this.#events++ : untold;
  }

  /** Notes what happened to a workflow. */
  workflow(phase: WorkflowPhase, subject: Subject, more: JsonObject | null = null): void {
    this.#note(this.#nextOfWorkflow(subject), workflowKinds[phase], subject, null, more);
  }

  /** Notes that a workflow waits, which no other event says. */
  workflowStatus(status: QuietPhase, subject: Subject): void {
    this.#note(this.#nextOfWorkflow(subject), workflowKinds.statusChanged, subject, null, { status });
  }

  /** Notes that a task is tried again. */
  taskRetried(reference: string, subject: Subject): void {
    this.#note(this.nextOfTask(), turnKinds.retried, subject, reference, null);
  }

  /** Notes that a task waits, or goes on. */
  taskStatus(status: QuietPhase, reference: string, subject: Subject): void {
    this.#note(this.nextOfTask(), turnKinds.statusChanged, subject, reference, { status });
  }

  /** Notes that a workflow begins to wait for events that belong together. */
  correlationStarted(subject: Subject): void {
    this.#note(this.nextOfTask(), correlationKinds.started, subject, null, null);
  }

  /** Notes that it has them, and the values that they share. */
  correlationCompleted(subject: Subject, keys: JsonObject): void {
    const hasKeys = Object.keys(keys).length > 0;
    this.#note(
      this.nextOfTask(),
      correlationKinds.completed,
      subject,
      null,
      hasKeys ? { correlationKeys: keys } : null,
    );
  }

  /** The rehearsed workflow itself says all: there are as many as its firings. */
  #nextOfWorkflow({ prefix }: Subject): Place {
    return prefix === '' ? this.#events++ : this.nextOfTask();
  }

  #note(place: Place, kind: EventKind, subject: Subject, reference: string | null, more: JsonObject | null): void {
    if (place !== untold) this.#moments.push({ place, kind, subject, reference, at: this.#instant(), more });
  }
}
