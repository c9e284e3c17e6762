import type { Json, JsonObject } from '../base/json.ts';
import type { AuthenticationPolicy } from './definitionAuthentication.ts';
import type { ProcessConfiguration } from './definitionRun.ts';
import type { DurationValue, Endpoint, ExternalResource, Named } from './definitionValues.ts';

/**
 * The types of a definition that passed `validateDefinition` (Serverless Workflow DSL 1.0.x, with the additions of the
 * specification's main branch). Texts may hold runtime expressions wherever the DSL allows one.
 */
export interface Workflow {
  readonly document: DocumentHeader;
  readonly input?: Input;
  readonly use?: Use;
  readonly do: TaskList;
  /** Inline, or the name of a timeout of `use`. */
  readonly timeout?: Timeout | string;
  readonly output?: Output;
  readonly schedule?: Schedule;
  readonly evaluate?: Evaluate;
}

/** Identifies the definition. */
export interface DocumentHeader {
  readonly dsl: string;
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  readonly title?: string;
  readonly summary?: string;
  readonly tags?: JsonObject;
  readonly metadata?: JsonObject;
}

/** What can be named from elsewhere in the definition. */
export interface Use {
  readonly authentications?: Named<AuthenticationPolicy>;
  readonly errors?: Named<ErrorDefinition>;
  readonly extensions?: readonly Named<Extension>[];
  readonly functions?: Named<Task>;
  readonly retries?: Named<RetryPolicy>;
  readonly secrets?: readonly string[];
  readonly timeouts?: Named<Timeout>;
  readonly catalogs?: Named<Catalog>;
}

/** Tasks in order, each a map of one name to one task. */
export type TaskList = readonly Named<Task>[];

/** What every task may have. */
export interface TaskBase {
  readonly if?: string;
  readonly input?: Input;
  readonly output?: Output;
  readonly export?: Export;
  readonly timeout?: Timeout | string;
  readonly then?: FlowDirective;
  readonly metadata?: JsonObject;
}

/** Any task; its type is the key that it has (see `taskTypeOf`). */
export type Task =
  | CallTask
  | DoTask
  | EmitTask
  | ForTask
  | ForkTask
  | ListenTask
  | RaiseTask
  | RunTask
  | SetTask
  | SwitchTask
  | TryTask
  | WaitTask;

/** `continue`, `exit`, `end`, or the name of a task of the same list. */
export type FlowDirective = string;

/** Calls something: one of the protocols by its name, or a function by its name, its URI or `name:version@catalog`. */
export interface CallTask extends TaskBase {
  readonly call: string;
  /** The `HttpArguments` of definitionCalls.ts where `call` is `http`, and so on; a function's own parameters otherwise. */
  readonly with?: JsonObject;
}

/** Runs a process outside of the workflow. */
export interface RunTask extends TaskBase {
  readonly run: ProcessConfiguration;
}

/** Runs tasks one after the other. */
export interface DoTask extends TaskBase {
  readonly do: TaskList;
}

/** Publishes an event. */
export interface EmitTask extends TaskBase {
  readonly emit: { readonly event: { readonly with: EventProperties } };
}

/** Runs tasks for each item of a collection. */
export interface ForTask extends TaskBase {
  readonly for: {
    /** Name of the item's variable; `item` unless said. */
    readonly each?: string;
    /** An expression, or the items themselves. */
    readonly in: string | readonly Json[];
    /** Name of the index' variable; `index` unless said. */
    readonly at?: string;
  };
  readonly while?: string;
  readonly do: TaskList;
}

/** Runs branches at the same time. */
export interface ForkTask extends TaskBase {
  readonly fork: { readonly branches: TaskList; readonly compete?: boolean };
}

/** Waits for events. */
export interface ListenTask extends TaskBase {
  readonly listen: { readonly to: EventConsumption; readonly read?: EventReading };
  readonly foreach?: SubscriptionIterator;
}

/** Raises an error: inline, or the name of one of `use`. */
export interface RaiseTask extends TaskBase {
  readonly raise: { readonly error: ErrorDefinition | string };
}

/** Makes its output from values and expressions. */
export interface SetTask extends TaskBase {
  readonly set: JsonObject | string;
}

/** Goes on with the first case that matches. */
export interface SwitchTask extends TaskBase {
  readonly switch: readonly Named<SwitchCase>[];
}

/** A case of a switch; without `when` it is the default. */
export interface SwitchCase {
  readonly when?: string;
  readonly then: FlowDirective;
}

/** Runs tasks and handles their errors. */
export interface TryTask extends TaskBase {
  readonly try: TaskList;
  readonly catch: Catch;
}

/** Which errors are caught, and what is done about them. */
export interface Catch {
  readonly errors?: { readonly with?: ErrorFilter };
  /** Name of the error's variable; `error` unless said. */
  readonly as?: string;
  readonly when?: string;
  readonly exceptWhen?: string;
  readonly retry?: RetryPolicy | string;
  readonly do?: TaskList;
  readonly then?: FlowDirective;
}

/** Errors whose members equal all of these. */
export interface ErrorFilter {
  readonly type?: string;
  readonly status?: number;
  readonly instance?: string;
  readonly title?: string;
  readonly detail?: string;
}

/** Waits for a time. */
export interface WaitTask extends TaskBase {
  readonly wait: DurationValue;
}

/** An error to raise (RFC 7807). */
export interface ErrorDefinition {
  readonly type: string;
  readonly status: number | string;
  readonly instance?: string;
  readonly title?: string;
  readonly detail?: string;
}

/** When and how often a failed task is tried again. */
export interface RetryPolicy {
  readonly when?: string;
  readonly exceptWhen?: string;
  readonly delay?: DurationValue;
  /** Exactly one of these. */
  readonly backoff?: {
    readonly constant?: JsonObject;
    readonly exponential?: JsonObject;
    readonly linear?: JsonObject;
  };
  readonly limit?: {
    readonly attempt?: { readonly count?: number; readonly duration?: DurationValue };
    readonly duration?: DurationValue;
  };
  readonly jitter?: { readonly from: DurationValue; readonly to: DurationValue };
}

/** How long something may take. */
export interface Timeout {
  readonly after: DurationValue;
}

/** Checks and transforms what comes in. */
export interface Input {
  readonly schema?: SchemaReference;
  readonly from?: string | JsonObject;
}

/** Transforms and checks what goes out. */
export interface Output {
  readonly schema?: SchemaReference;
  readonly as?: string | JsonObject;
}

/** Sets the workflow's context. */
export interface Export {
  readonly schema?: SchemaReference;
  readonly as?: string | JsonObject;
}

/** A schema, inline or elsewhere; `format` is `json` unless said. */
export interface SchemaReference {
  readonly format?: string;
  readonly document?: Json;
  readonly resource?: ExternalResource;
}

/** A place that holds functions by name and version. */
export interface Catalog {
  readonly endpoint: Endpoint;
}

/** Tasks around tasks of one type. */
export interface Extension {
  readonly extend: string;
  readonly when?: string;
  readonly before?: TaskList;
  readonly after?: TaskList;
}

/** When the workflow starts by itself. */
export interface Schedule {
  readonly every?: DurationValue;
  readonly cron?: string;
  readonly after?: DurationValue;
  readonly on?: EventConsumption;
  readonly read?: EventReading;
}

/** How expressions are read. */
export interface Evaluate {
  readonly language?: string;
  readonly mode?: 'strict' | 'loose';
}

/** What of an event becomes data. */
export type EventReading = 'data' | 'envelope' | 'raw';

/** Attributes of a CloudEvent; more than the named ones are allowed. */
export interface EventProperties {
  readonly id?: string;
  readonly source?: string;
  readonly type?: string;
  readonly time?: string;
  readonly subject?: string;
  readonly datacontenttype?: string;
  readonly dataschema?: string;
  readonly data?: Json;
  readonly [attribute: string]: Json | undefined;
}

/** Which events are waited for: exactly one of `all`, `any` and `one`. */
export interface EventConsumption {
  readonly all?: readonly EventFilter[];
  readonly any?: readonly EventFilter[];
  readonly one?: EventFilter;
  /** With `any`: a condition, or the events that end the listening. */
  readonly until?: string | EventConsumption;
}

/** Events that have these attributes and belong to this run. */
export interface EventFilter {
  readonly with: EventProperties;
  readonly correlate?: Named<{ readonly from: string; readonly expect?: string }>;
}

/** What is done with each event or message. */
export interface SubscriptionIterator {
  readonly item?: string;
  readonly at?: string;
  readonly do?: TaskList;
  readonly output?: Output;
  readonly export?: Export;
}
