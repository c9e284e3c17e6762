import type { Json, JsonObject } from '../base/json.ts';
import type { MeterLimits } from '../expressions/meter.ts';
import type { Budget } from './limits.ts';
import type { Variables } from './plan.ts';
import type { RehearsalPorts } from './ports.ts';
import type { Random } from './random.ts';
import type { Recorder } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';
import type { StubBook } from './stubBook.ts';

/** What all tasks of one rehearsal share. */
export interface Run {
  readonly scheduler: Scheduler;
  readonly recorder: Recorder;
  readonly budget: Budget;
  /** Bounds of each expression. */
  readonly meter: MeterLimits;
  readonly random: Random;
  readonly stubs: StubBook;
  readonly ports: RehearsalPorts;
  /** Values of the declared secrets: placeholders, or the scenario's. */
  readonly secrets: { readonly [name: string]: Json };
  /** Variables that are the same for every task. */
  readonly variables: Variables;
  readonly definition: JsonObject;
}
