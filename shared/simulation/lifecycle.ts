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

/**
 * The lifecycle CloudEvents of a rehearsal. Their ids count up, so that they are the same in every run. Outputs are in
 * the records, not here again. Of the optional changes of status only those are told that nothing else says.
 */
export class Lifecycle {
  readonly events: JsonObject[] = [];
  readonly #instant: () => string;
  #taskEvents = 0;

  constructor(instant: () => string) {
    this.#instant = instant;
  }

  /** Notes what happened to a workflow. */
  workflow(phase: WorkflowPhase, { name }: Subject, more: JsonObject = {}): void {
    this.#emit(`workflow.${phase}`, { name, [`${phase}At`]: this.#instant(), ...more });
  }

  /** Notes what happened to a task. */
  task(phase: TaskPhase, reference: string, { name, prefix }: Subject, error: WorkflowError | null = null): void {
    if (++this.#taskEvents > maxTaskEvents) return;
    const data = { workflow: name, task: prefix + reference, [`${phase}At`]: this.#instant() };
    this.#emit(`task.${phase}`, error === null ? data : { ...data, error: { ...error } });
  }

  /** Notes that a workflow waits, which no other event says. */
  workflowStatus(status: QuietPhase, { name }: Subject): void {
    this.#emit('workflow.status-changed', { name, updatedAt: this.#instant(), status });
  }

  /** Notes that a task waits, or goes on. */
  taskStatus(status: QuietPhase, reference: string, { name, prefix }: Subject): void {
    if (++this.#taskEvents > maxTaskEvents) return;
    const data = { workflow: name, task: prefix + reference, updatedAt: this.#instant(), status };
    this.#emit('task.status-changed', data);
  }

  /** Notes that a workflow begins to wait for events that belong together. */
  correlationStarted({ name }: Subject): void {
    if (++this.#taskEvents > maxTaskEvents) return;
    this.#emit('workflow.correlation-started', { name, startedAt: this.#instant() });
  }

  /** Notes that it has them, and the values that they share. */
  correlationCompleted({ name }: Subject, keys: JsonObject): void {
    if (++this.#taskEvents > maxTaskEvents) return;
    const data = { name, completedAt: this.#instant() };
    const hasKeys = Object.keys(keys).length > 0;
    this.#emit('workflow.correlation-completed', hasKeys ? { ...data, correlationKeys: keys } : data);
  }

  #emit(what: string, data: JsonObject): void {
    this.events.push({
      specversion: '1.0',
      id: `lifecycle-${this.events.length + 1}`,
      source: 'https://drydock.invalid/rehearsal',
      type: `io.serverlessworkflow.${what}.v1`,
      time: this.#instant(),
      datacontenttype: 'application/json',
      data,
    });
  }
}
