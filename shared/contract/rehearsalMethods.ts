import { z } from 'zod';
import { outcomeTableSchema } from '../simulation/batchProtocol.ts';
import { batchStatuses } from '../simulation/batchSummary.ts';
import { effectKinds, runStatuses, taskStatuses, traceVersion } from '../simulation/trace.ts';
import { method } from './method.ts';
import {
  digestSchema,
  documentTextSchema,
  idSchema,
  instantSchema,
  jsonSchema,
  nothingSchema,
  virtualPathSchema,
} from './values.ts';

export const workflowErrorSchema = z.object({
  type: z.string(),
  status: z.number(),
  title: z.string(),
  detail: z.string(),
  instance: z.string(),
});

export const taskRecordSchema = z.strictObject({
  reference: z.string(),
  name: z.string(),
  type: z.string(),
  iteration: z.array(z.int().nonnegative()),
  attempt: z.int().positive(),
  status: z.enum(taskStatuses),
  startedAt: instantSchema,
  endedAt: instantSchema,
  input: jsonSchema,
  output: jsonSchema,
  error: workflowErrorSchema.nullable(),
});

export const effectRecordSchema = z.strictObject({
  kind: z.enum(effectKinds),
  task: z.string(),
  attempt: z.int().positive(),
  at: instantSchema,
  request: jsonSchema,
  response: jsonSchema,
  stub: z.string().nullable(),
});

export const traceSchema = z.strictObject({
  trace: z.literal(traceVersion),
  digest: digestSchema.nullable(),
  seed: z.int(),
  status: z.enum(runStatuses),
  startedAt: instantSchema,
  endedAt: instantSchema,
  input: jsonSchema,
  output: jsonSchema,
  context: jsonSchema,
  error: workflowErrorSchema.nullable(),
  tasks: z.array(taskRecordSchema),
  effects: z.array(effectRecordSchema),
  events: z.array(jsonSchema).optional(),
  leaks: z
    .array(
      z.strictObject({
        class: z.string(),
        from: z.string(),
        effect: z.int().nonnegative().optional(),
        where: z.string(),
        task: z.string(),
        form: z.string(),
      }),
    )
    .optional(),
  coverage: z.strictObject({ tasks: z.array(z.string()), branches: z.array(z.string()) }).optional(),
});

/** Where a rehearsal's input comes from when not from its scenario. */
const inputSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('inline'), value: jsonSchema }),
  z.strictObject({ kind: z.literal('row'), dataset: idSchema, row: z.int().nonnegative() }),
]);

const runInput = {
  run: z.string().min(1).max(64),
  path: virtualPathSchema,
  text: documentTextSchema.optional(),
  scenario: virtualPathSchema.optional(),
  input: inputSourceSchema.optional(),
  seed: z.int().optional(),
  clock: instantSchema.optional(),
};

const valuesSchema = z.record(z.string(), jsonSchema);

/** An expression that a task evaluated: where it stands, what it saw, what it gave. */
const inspectedExpressionSchema = z.strictObject({
  /** JSON Pointer of its text in the definition; null where it cannot be told. */
  pointer: z.string().nullable(),
  /** jq, without `${}`. */
  expression: z.string(),
  input: jsonSchema,
  /** By name, without the dollar sign. */
  variables: valuesSchema,
  /** Its first output, which is the one that counts; null where it failed. */
  output: jsonSchema,
  error: z.string().nullable(),
});

export const expectationResultSchema = z.strictObject({
  expectation: z.string(),
  passed: z.boolean(),
  message: z.string(),
});

export const runSummarySchema = z.strictObject({
  id: idSchema,
  path: virtualPathSchema,
  scenario: virtualPathSchema.nullable(),
  status: z.enum(runStatuses),
  digest: digestSchema.nullable(),
  at: instantSchema,
});

/** What came of a batch. The counts of all outcomes and of `other` add up to `done`. */
export const batchSummarySchema = outcomeTableSchema.extend({
  total: z.int().nonnegative(),
  done: z.int().nonnegative(),
  /** `limit`: too many rows had to be stopped from outside for the rest to be tried. */
  status: z.enum(batchStatuses),
});

/** Rehearsals: every one is on masked sample data, with a seed, and without a network. */
export const rehearsalMethods = {
  /**
   * Rehearses a workflow in the locked child; it and all that it names count as they were typed last, saved or not. `text`
   * is rehearsed instead of the workflow's own. `run` is the caller's own id for progress events and for `rehearsal.cancel`.
   */
  'rehearsal.run': method({
    input: z.strictObject(runInput),
    output: z.strictObject({
      id: idSchema,
      trace: traceSchema,
      /** Present where a scenario was given. */
      expectations: z.array(expectationResultSchema).optional(),
      /** Why a run ended as `limit`. */
      limit: z.string().optional(),
      /** Why leaks were not looked for, or what has to be known about how they were. */
      leaksNote: z.string().optional(),
    }),
    process: 'core',
    permission: 'workflow:execute',
    errors: ['not-found', 'invalid-input', 'limit'],
  }),
  /**
   * Rehearses again, which gives the same run, and answers with the expressions of one task of it. Nothing is kept. The
   * digest tells whether it was the same run: the workflow, its scenario or its data may have changed since.
   */
  'rehearsal.inspect': method({
    input: z.strictObject({
      ...runInput,
      /** Index of the task's record in the trace. */
      task: z.int().nonnegative(),
    }),
    output: z.strictObject({
      digest: digestSchema.nullable(),
      /** Variables that all expressions see. */
      variables: valuesSchema,
      expressions: z.array(inspectedExpressionSchema),
      /** How many more there were than are given. */
      omitted: z.int().nonnegative(),
      /** `$context` when the task started and when it ended; null where there was no such task. */
      context: z.strictObject({ before: jsonSchema, after: jsonSchema }).nullable(),
    }),
    process: 'core',
    permission: 'workflow:execute',
    errors: ['not-found', 'invalid-input', 'limit', 'cancelled'],
  }),
  'rehearsal.cancel': method({
    input: z.strictObject({ run: z.string().min(1).max(64) }),
    output: nothingSchema,
    process: 'core',
    permission: 'workflow:execute',
    errors: [],
  }),
  /** Runs every scenario of a workflow (or the one named) and judges its expectations. */
  'rehearsal.test': method({
    input: z.strictObject({ run: z.string().min(1).max(64), path: virtualPathSchema }),
    output: z.array(
      z.strictObject({
        scenario: virtualPathSchema,
        passed: z.boolean(),
        status: z.enum(runStatuses),
        digest: digestSchema.nullable(),
        expectations: z.array(expectationResultSchema),
      }),
    ),
    process: 'core',
    permission: 'workflow:execute',
    errors: ['not-found', 'invalid-input', 'limit'],
  }),
  /**
   * Rehearses a workflow with every row of a data set as its input, each with the same seed and clock: `rehearsal.run` of one
   * row is the same run again. Progress comes as `done` and `total`; a cancelled batch answers with what was done.
   */
  'rehearsal.batch': method({
    input: z.strictObject({
      run: z.string().min(1).max(64),
      path: virtualPathSchema,
      text: documentTextSchema.optional(),
      scenario: virtualPathSchema.optional(),
      dataset: idSchema,
      seed: z.int().optional(),
      clock: instantSchema.optional(),
    }),
    output: batchSummarySchema,
    process: 'core',
    permission: 'workflow:execute',
    errors: ['not-found', 'invalid-input', 'limit'],
  }),
  /** Kept runs, newest first. */
  'run.list': method({
    input: z.strictObject({ path: virtualPathSchema.optional(), limit: z.int().min(1).max(500) }),
    output: z.array(runSummarySchema),
    process: 'core',
    permission: 'workflow:view_logs',
    errors: [],
  }),
  'run.read': method({
    input: z.strictObject({ id: idSchema }),
    output: runSummarySchema.extend({ trace: traceSchema }),
    process: 'core',
    permission: 'workflow:view_logs',
    errors: ['not-found'],
  }),
};
