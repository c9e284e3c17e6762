import type { Json, JsonObject } from '../base/json.ts';
import { dateTimeDescriptor, instantOf } from './clock.ts';
import { type EventForm, Lifecycle, type Place, type TaskLife, untold } from './lifecycle.ts';
import type { Budget } from './limits.ts';
import type { Frame, TaskPlan } from './plan.ts';
import type { RehearsalPorts } from './ports.ts';
import type { Run } from './run.ts';
import type { Scheduler } from './scheduler.ts';
import type { Coverage, EffectRecord, TaskRecord, TaskStatus, WorkflowError } from './trace.ts';

/** A record as soon as it is final, with its index in the trace's `tasks` or `effects`. */
export type RecordNews =
  | { readonly kind: 'task'; readonly index: number; readonly record: TaskRecord }
  | { readonly kind: 'effect'; readonly index: number; readonly record: EffectRecord };

/** A task that runs; closing it makes its record. */
export interface OpenTask {
  /** Its index in the trace. */
  readonly index: number;
  /** Notes that it starts, with its transformed input. */
  start(input: Json): void;
  close(status: TaskStatus, output: Json, error: WorkflowError | null): void;
}

/** One entry of the trace's tasks, with its record once it is closed. */
class Entry implements OpenTask, TaskLife {
  readonly index: number;
  readonly task: TaskPlan;
  readonly frame: Frame;
  readonly createdAt: string;
  readonly created: Place;
  begunAt = '';
  started: Place = untold;
  ended: Place = untold;
  input: Json;
  record: TaskRecord | null = null;
  readonly #recorder: Recorder;

  constructor(recorder: Recorder, index: number, task: TaskPlan, frame: Frame, input: Json) {
    this.#recorder = recorder;
    this.index = index;
    this.task = task;
    this.frame = frame;
    this.createdAt = recorder.instant();
    this.created = recorder.lifecycle.nextOfTask();
    this.input = input;
  }

  get subject(): Run {
    return this.frame.run;
  }

  get reference(): string {
    return this.task.reference;
  }

  start(input: Json): void {
    this.#recorder.start(this, input);
  }

  close(status: TaskStatus, output: Json, error: WorkflowError | null): void {
    this.#recorder.close(this, status, output, error);
  }
}

/** Keeps what happened, in the order in which it started. */
export class Recorder {
  readonly effects: EffectRecord[] = [];
  /** For each effect, the indices of the `for` iterations around it. */
  readonly effectIterations: (readonly number[])[] = [];
  readonly lifecycle: Lifecycle;
  readonly #tasks: Entry[] = [];
  readonly #reached = new Set<string>();
  readonly #branches = new Set<string>();
  readonly #budget: Budget;
  readonly #scheduler: Scheduler;
  readonly #tell: (news: RecordNews) => void;
  readonly #observeContext: RehearsalPorts['observeContext'];
  #time = Number.NaN;
  #instant = '';
  #moment: JsonObject = {};

  constructor(budget: Budget, scheduler: Scheduler, ports: Pick<RehearsalPorts, 'onRecord' | 'observeContext'>) {
    this.#budget = budget;
    this.#scheduler = scheduler;
    this.#tell = ports.onRecord;
    this.#observeContext = ports.observeContext;
    this.lifecycle = new Lifecycle(() => this.instant());
  }

  /** The virtual time now, as a text. */
  instant(): string {
    this.#readClock();
    return this.#instant;
  }

  /** The virtual time now, as the DSL's DateTime descriptor. */
  moment(): JsonObject {
    this.#readClock();
    return this.#moment;
  }

  #readClock(): void {
    const { now } = this.#scheduler;
    if (this.#time === now) return;
    this.#time = now;
    this.#instant = instantOf(now);
    this.#moment = dateTimeDescriptor(now, this.#instant);
  }

  /** Notes that there is a task to run. */
  open(task: TaskPlan, frame: Frame, input: Json): OpenTask {
    this.#budget.spendValue(input);
    const entry = new Entry(this, this.#tasks.length, task, frame, input);
    this.#tasks.push(entry);
    this.#observeContext?.(entry.index, frame.context.value);
    return entry;
  }

  /** Notes that a task starts. */
  start(entry: Entry, input: Json): void {
    this.#budget.spendValue(input);
    entry.input = input;
    entry.begunAt = this.instant();
    entry.started = this.lifecycle.nextOfTask();
  }

  /** Makes the record of a task that has ended. */
  close(entry: Entry, status: TaskStatus, output: Json, error: WorkflowError | null): void {
    // Before anything keeps or sends them: what is too large for a trace never gets into one.
    this.#budget.spendValue(output);
    if (error !== null) this.#budget.spendValue(error.detail);
    this.#close(entry, status, output, error);
  }

  /** Notes an effect and its answer. */
  effect(record: EffectRecord, iteration: readonly number[]): void {
    this.#budget.spendValue(record.request);
    this.#budget.spendValue(record.response);
    this.effectIterations.push(iteration);
    const index = this.effects.push(record) - 1;
    this.#tell({ kind: 'effect', index, record });
  }

  /** Notes that a branch was taken: `<reference>#<what>`. What a test could reach is in the first workflow. */
  branch(name: string, { prefix }: Run): void {
    if (prefix === '') this.#branches.add(name);
  }

  /** Closes what waits when nothing is left that could wake it. The workflows around it wait too, inner ones first. */
  closeWaiting(): void {
    const open = this.#open();
    for (const entry of open) this.#close(entry, 'waiting', null, null);
    const runs = new Set(open.map(({ subject }) => subject));
    for (const run of [...runs].reverse()) this.lifecycle.workflowStatus('waiting', run);
  }

  /** Closes what runs when the rehearsal is stopped, inner tasks first, as they are cancelled elsewhere. */
  closeCancelled(): void {
    for (const entry of this.#open().reverse()) this.#close(entry, 'cancelled', null, null);
  }

  /** All records of tasks; those still open are left out. */
  tasks(): TaskRecord[] {
    const records: TaskRecord[] = [];
    for (const { record } of this.#tasks) if (record !== null) records.push(record);
    return records;
  }

  /** The lifecycle events of what happened; those of tasks that are still open are left out. */
  events<T>(form: EventForm<T>): T[] {
    return this.lifecycle.told(this.#tasks, form);
  }

  /** What was reached so far; a task that was skipped was not. */
  coverage(): Coverage {
    return { tasks: [...this.#reached], branches: [...this.#branches] };
  }

  #open(): Entry[] {
    return this.#tasks.filter(({ record }) => record === null);
  }

  #close(entry: Entry, status: TaskStatus, output: Json, error: WorkflowError | null): void {
    if (entry.record !== null) return;
    const { index, task, frame, createdAt: startedAt, input } = entry;
    this.#observeContext?.(index, frame.context.value);
    const { name, type } = task;
    const { prefix } = frame.run;
    const reference = prefix + task.reference;
    const { iteration, attempt } = frame;
    const endedAt = this.instant();
    const record = { reference, name, type, iteration, attempt, status, startedAt, endedAt, input, output, error };
    entry.record = record;
    if (status === 'waiting') this.#waits(entry);
    else if (status !== 'skipped') entry.ended = this.lifecycle.nextOfTask();
    if (status !== 'skipped' && prefix === '') this.#reached.add(reference);
    this.#tell({ kind: 'task', index, record });
  }

  /** Tasks that wait by themselves have said so when they began to. */
  #waits({ task, frame }: Entry): void {
    if (task.type === 'listen' || task.type === 'wait') return;
    this.lifecycle.taskStatus('waiting', task.reference, frame.run);
  }
}
