import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { expressionPlace } from './expressionPlace.ts';
import { isList } from './planContext.ts';
import type { Evaluation } from './ports.ts';

/** Most evaluations of one task that are kept. */
const maxEvaluations = 200;
/** Most characters of JSON that their values may have together, about. */
const maxSize = 4 * 1024 * 1024;
/** Deepest nesting of a value; a trace stops there as well. */
const maxDepth = 1_000;

/** Variables that stay the same for a whole run: kept once, not with each evaluation. */
const shared = new Set(['runtime', 'secrets', 'workflow']);

/** An expression that a task evaluated, with everything that it saw. */
export interface InspectedExpression {
  /** JSON Pointer of its text in the definition; null where it stands in none, or cannot be told from another. */
  readonly pointer: string | null;
  /** jq, without `${}`. */
  readonly expression: string;
  readonly input: Json;
  /** By name, without the dollar sign; those that are the same for all are in the inspection. */
  readonly variables: JsonObject;
  /** Its first output, which is the one that counts. */
  readonly output: Json;
  readonly error: string | null;
}

/** The expressions of one task of a rehearsal. */
export interface Inspection {
  /** Variables that all of them see. */
  readonly variables: JsonObject;
  readonly expressions: readonly InspectedExpression[];
  /** How many more there were. */
  readonly omitted: number;
  /** `$context` when the task started and when it ended; null for a task that did not run. */
  readonly context: { readonly before: Json; readonly after: Json } | null;
}

/**
 * Collects what one task of a rehearsal evaluates, within bounds. What the workflow evaluates before its tasks is the first
 * task's, what it evaluates after them the last one's.
 */
export class Inspector {
  readonly #record: number;
  readonly #expressions: InspectedExpression[] = [];
  /** What the workflow has evaluated since the last task started. */
  #pending: Evaluation[] = [];
  /** The last task that started. */
  #last = -1;
  #variables: JsonObject = {};
  #context: Inspection['context'] = null;
  #size = 0;
  #omitted = 0;

  /** `record` is the index of the task's record in the trace. */
  constructor(record: number) {
    this.#record = record;
  }

  /** Takes in one evaluation, of whichever task. */
  take(evaluation: Evaluation): void {
    const { record, pointer } = evaluation;
    if (record === this.#record) this.#keep(evaluation);
    if (record !== undefined) return;
    if (pointer !== '/output') this.#pending.push(evaluation);
    else if (this.#last === this.#record) this.#keep(evaluation);
  }

  #keep(evaluation: Evaluation): void {
    const { pointer, expression, input, variables, output, error } = evaluation;
    const known = Object.entries(withoutCredentials(variables));
    const own = Object.fromEntries(known.filter(([name]) => !shared.has(name)));
    const size = sizeOf(input) + sizeOf(own) + sizeOf(output);
    if (this.#expressions.length >= maxEvaluations || this.#size + size > maxSize) {
      this.#omitted++;
      return;
    }
    this.#size += size;
    this.#variables = Object.fromEntries(known.filter(([name, value]) => shared.has(name) && sizeOf(value) <= maxSize));
    const place = pointer === null ? null : placeOf(variables, pointer, expression);
    this.#expressions.push({ pointer: place, expression, input, variables: own, output, error });
  }

  /** Takes in `$context` as a task, whichever, starts or ends. */
  takeContext(record: number, context: Json): void {
    if (record > this.#last) this.#start(record);
    if (record !== this.#record || sizeOf(context) > maxSize) return;
    this.#context = { before: this.#context === null ? context : this.#context.before, after: context };
  }

  #start(record: number): void {
    const before = this.#pending;
    this.#last = record;
    this.#pending = [];
    if (record === this.#record) for (const evaluation of before) this.#keep(evaluation);
  }

  /** What was collected. */
  inspection(): Inspection {
    const context = this.#context;
    return { variables: this.#variables, expressions: this.#expressions, omitted: this.#omitted, context };
  }
}

/** Characters of a value as JSON, about; without end where it is nested too deep to be sent. */
function sizeOf(value: Json, depth = 0): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 8;
  if (depth >= maxDepth) return Number.POSITIVE_INFINITY;
  let size = 2;
  if (isList(value)) {
    for (const item of value) size += 1 + sizeOf(item, depth + 1);
    return size;
  }
  for (const [key, member] of Object.entries(value)) size += key.length + 4 + sizeOf(member, depth + 1);
  return size;
}

function placeOf({ workflow = null }: Evaluation['variables'], near: string, expression: string): string | null {
  const definition = isJsonObject(workflow) ? (workflow.definition ?? null) : null;
  return expressionPlace(definition, near, expression);
}

/** Secrets are shown by their names only, whatever a scenario gives for them. */
function withoutCredentials(variables: Evaluation['variables']): JsonObject {
  const { secrets = null, authorization = null } = variables;
  return {
    ...variables,
    ...(isJsonObject(secrets) && {
      secrets: Object.fromEntries(Object.keys(secrets).map((name) => [name, `<secret ${name}>`])),
    }),
    ...(isJsonObject(authorization) && { authorization: { ...authorization, parameter: '<credentials>' } }),
  };
}
