import type { JsonObject } from '../base/json.ts';
import type { Run } from './run.ts';
import type { WorkflowError } from './trace.ts';

/** Most events of tasks that a trace keeps: a long loop says the same again and again. */
const maxTaskEvents = 10_000;

/** What happens to a workflow (dsl.md, "Lifecycle Events"). */
export type WorkflowPhase = 'started' | 'completed' | 'faulted' | 'cancelled' | 'suspended';
/** What happens to a task. */
export type TaskPhase = 'created' | 'started' | 'completed' | 'faulted' | 'cancelled' | 'suspended' | 'retried';

/** Who speaks, and where in the definition. */
export type Subject = Pick<Run, 'name' | 'prefix'>;

/**
 * The lifecycle CloudEvents of a rehearsal. Their ids count up, so that they are the same in every run. Outputs are in
 * the records, not here again.
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
