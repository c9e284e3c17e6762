import type { Json } from '../base/json.ts';

/** Version of the trace format that this code writes. */
export const traceVersion = 1;

export const runStatuses = ['completed', 'faulted', 'cancelled', 'waiting', 'limit'] as const;
/** How a run ended. `limit`: stopped by time, memory, output size or steps. */
export type RunStatus = (typeof runStatuses)[number];

export const taskStatuses = ['completed', 'faulted', 'cancelled', 'skipped', 'waiting'] as const;
/** How a task ended. */
export type TaskStatus = (typeof taskStatuses)[number];

export const effectKinds = [
  'http',
  'grpc',
  'openapi',
  'asyncapi',
  'mcp',
  'a2a',
  'email',
  'notification',
  'webhook',
  'database',
  'event',
  'shell',
  'container',
  'script',
  'workflow',
] as const;
/** What kind of side effect a task asked for. */
export type EffectKind = (typeof effectKinds)[number];

/** An error of the workflow (RFC 7807, as the DSL has it). */
export interface WorkflowError {
  readonly type: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  /** JSON Pointer of the task that raised it. */
  readonly instance: string;
}

/** One execution of one task. Times are ISO 8601 in virtual time. */
export interface TaskRecord {
  readonly reference: string;
  readonly name: string;
  readonly type: string;
  /** Indices of the enclosing `for` iterations, outermost first. */
  readonly iteration: readonly number[];
  /** 1 for the first attempt. */
  readonly attempt: number;
  readonly status: TaskStatus;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly input: Json;
  readonly output: Json;
  readonly error: WorkflowError | null;
}

/** One side effect that a runtime would have had, and what the rehearsal answered. */
export interface EffectRecord {
  readonly kind: EffectKind;
  readonly task: string;
  readonly attempt: number;
  readonly at: string;
  readonly request: Json;
  /** Null where nothing answered. */
  readonly response: Json;
  readonly stub: string | null;
}

/** A sensitive value that left in an effect. Holds where and what class, never the value. */
export interface LeakRecord {
  /** A class of the policy, `secret`, or `unknown` where values of several classes cannot be told apart. */
  readonly class: string;
  /** JSON Pointer into the input; after `$secrets`, `$events/0` or `$stubs/NAME` into what else was given. */
  readonly from: string;
  /** Index into `effects`; absent for an effect that the run has only with other values of the same format. */
  readonly effect?: number;
  /** JSON Pointer into the effect. */
  readonly where: string;
  /** Reference of the task. */
  readonly task: string;
  /** How it shows: `plain`, `formatted`, `reversed`, an encoding, a hash, `joined`, `part`, or `derived` from it. */
  readonly form: string;
}

/** What was reached: task references, and branches as `<reference>#case:<n>`. */
export interface Coverage {
  readonly tasks: readonly string[];
  readonly branches: readonly string[];
}

/** The whole record of one rehearsal. What is not computed is absent. */
export interface Trace {
  readonly trace: typeof traceVersion;
  /** SHA-256 over the RFC 8785 form of the trace without `digest`; null where the run ended as `limit`. */
  readonly digest: string | null;
  readonly seed: number;
  readonly status: RunStatus;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly input: Json;
  readonly output: Json;
  readonly context: Json;
  readonly error: WorkflowError | null;
  readonly tasks: readonly TaskRecord[];
  readonly effects: readonly EffectRecord[];
  readonly events?: readonly Json[];
  readonly leaks?: readonly LeakRecord[];
  readonly coverage?: Coverage;
}
