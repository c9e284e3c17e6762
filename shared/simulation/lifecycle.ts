import type { JsonObject } from '../base/json.ts';
import type { Run } from './run.ts';
import type { WorkflowError } from './trace.ts';

/** Most events of tasks that a trace keeps: a long loop says the same again and again. */
const maxTaskEvents = 10_000;

/**
 * What happens to a workflow (dsl.md, "Lifecycle Events"). Suspending and resuming is what an operator does by hand: in a
 * rehearsal nobody does.
 */
export type WorkflowPhase = 'started' | 'completed' | 'faulted' | 'cancelled';
/** What happens to a task. */
export type TaskPhase = 'created' | 'started' | 'completed' | 'faulted' | 'cancelled' | 'retried';
/** Status phases that no event of their own announces. */
export type QuietPhase = 'waiting' | 'running';

/** Who speaks, and where in the definition. */
export type Subject = Pick<Run, 'name' | 'prefix'>;

/** Something that happened, before an event is made of it. */
interface Moment {
  readonly phase: WorkflowPhase | TaskPhase | 'status-changed' | 'correlation-started' | 'correlation-completed';
  readonly subject: Subject;
  /** The task's, null where it happened to the workflow. */
  readonly reference: string | null;
  readonly at: string;
  readonly more: JsonObject | null;
}

/** Members of an event's data that say when, where they are not named after the phase. */
const stamps: Partial<Record<Moment['phase'], string>> = {
  'status-changed': 'updatedAt',
  'correlation-started': 'startedAt',
  'correlation-completed': 'completedAt',
};

/**
 * The lifecycle CloudEvents of a rehearsal. Their ids count up, so that they are the same in every run. Outputs are in
 * the records, not here again. Of the optional changes of status only those are told that nothing else says.
 */
export class Lifecycle {
  readonly #moments: Moment[] = [];
  readonly #instant: () => string;
  #taskEvents = 0;

  constructor(instant: () => string) {
    this.#instant = instant;
  }

  /** What happened, as events: made when a trace is sealed, for a run alone has no use for them. */
  events(): JsonObject[] {
    return this.#moments.map(eventOf);
  }

  /** Notes what happened to a workflow. */
  workflow(phase: WorkflowPhase, subject: Subject, more: JsonObject | null = null): void {
    this.#note(phase, subject, null, more);
  }

  /** Notes what happened to a task. */
  task(phase: TaskPhase, reference: string, subject: Subject, error: WorkflowError | null = null): void {
    if (this.#isTold()) this.#note(phase, subject, reference, error === null ? null : { error: { ...error } });
  }

  /** Notes that a workflow waits, which no other event says. */
  workflowStatus(status: QuietPhase, subject: Subject): void {
    this.#note('status-changed', subject, null, { status });
  }

  /** Notes that a task waits, or goes on. */
  taskStatus(status: QuietPhase, reference: string, subject: Subject): void {
    if (this.#isTold()) this.#note('status-changed', subject, reference, { status });
  }

  /** Notes that a workflow begins to wait for events that belong together. */
  correlationStarted(subject: Subject): void {
    if (this.#isTold()) this.#note('correlation-started', subject, null, null);
  }

  /** Notes that it has them, and the values that they share. */
  correlationCompleted(subject: Subject, keys: JsonObject): void {
    const hasKeys = Object.keys(keys).length > 0;
    if (this.#isTold()) {
      this.#note('correlation-completed', subject, null, hasKeys ? { correlationKeys: keys } : null);
    }
  }

  #isTold(): boolean {
    return ++this.#taskEvents <= maxTaskEvents;
  }

  #note(phase: Moment['phase'], subject: Subject, reference: string | null, more: JsonObject | null): void {
    this.#moments.push({ phase, subject, reference, at: this.#instant(), more });
  }
}

function eventOf({ phase, subject, reference, at, more }: Moment, index: number): JsonObject {
  const { name, prefix } = subject;
  const who: JsonObject = reference === null ? { name } : { workflow: name, task: prefix + reference };
  return {
    specversion: '1.0',
    id: `lifecycle-${index + 1}`,
    source: 'https://drydock.invalid/rehearsal',
    type: `io.serverlessworkflow.${reference === null ? 'workflow' : 'task'}.${phase}.v1`,
    time: at,
    datacontenttype: 'application/json',
    data: { ...who, [stamps[phase] ?? `${phase}At`]: at, ...more },
  };
}
