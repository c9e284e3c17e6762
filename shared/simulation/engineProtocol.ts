import { z } from 'zod';
import { errorCodes } from '../base/appError.ts';
import { sensitiveSchema } from '../policy/policy.ts';
import { rowsReportSchema } from './batchProtocol.ts';
import { scriptLimitsSchema, scriptRequestSchema } from './scriptProtocol.ts';
import { effectKinds, runStatuses, taskStatuses, traceVersion } from './trace.ts';
import { wireJson } from './wireJson.ts';

const json = wireJson;
const text = z.string();
const index = z.int().nonnegative();
const instant = z.string().max(40);

/** What a rehearsal needs, from core to engine. */
export const engineJobSchema = z.strictObject({
  job: z.literal('rehearse'),
  definition: text,
  scenario: text.optional(),
  stubs: z.array(text).readonly().optional(),
  files: z.record(z.string(), text).optional(),
  workflows: z.array(text).max(1_000).readonly().optional(),
  input: json.optional(),
  seed: z.int().optional(),
  clock: text.optional(),
  /** Index of the task record whose expressions are wanted beside the trace. */
  inspect: index.optional(),
  /** What the policy says is sensitive; with it leaks are looked for. */
  sensitive: sensitiveSchema.optional(),
  scriptLimits: scriptLimitsSchema,
});
/** What a rehearsal needs, from core to engine. */
export type EngineJob = z.output<typeof engineJobSchema>;

const workflowErrorSchema = z.strictObject({
  type: text,
  status: z.number(),
  title: text,
  detail: text,
  instance: text,
});

const taskRecordSchema = z.strictObject({
  reference: text,
  name: text,
  type: text,
  iteration: z.array(index).readonly(),
  attempt: z.int().positive(),
  status: z.enum(taskStatuses),
  startedAt: instant,
  endedAt: instant,
  input: json,
  output: json,
  error: workflowErrorSchema.nullable(),
});

const effectRecordSchema = z.strictObject({
  kind: z.enum(effectKinds),
  task: text,
  attempt: z.int().positive(),
  at: instant,
  request: json,
  response: json,
  stub: text.nullable(),
});

const leakRecordSchema = z.strictObject({
  class: text,
  from: text,
  effect: index.optional(),
  where: text,
  task: text,
  form: text,
});

const traceSchema = z.strictObject({
  trace: z.literal(traceVersion),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable(),
  seed: z.int(),
  status: z.enum(runStatuses),
  startedAt: instant,
  endedAt: instant,
  input: json,
  output: json,
  context: json,
  error: workflowErrorSchema.nullable(),
  tasks: z.array(taskRecordSchema).readonly(),
  effects: z.array(effectRecordSchema).readonly(),
  events: z.array(json).readonly().optional(),
  leaks: z.array(leakRecordSchema).readonly().optional(),
  coverage: z.strictObject({ tasks: z.array(text).readonly(), branches: z.array(text).readonly() }).optional(),
});

const inspectionSchema = z.strictObject({
  variables: z.record(text, json),
  expressions: z
    .array(
      z.strictObject({
        pointer: text.nullable(),
        expression: text,
        input: json,
        variables: z.record(text, json),
        output: json,
        error: text.nullable(),
      }),
    )
    .readonly(),
  omitted: index,
  context: z.strictObject({ before: json, after: json }).nullable(),
});

/** What the engine says, from engine to core. */
export const engineReportSchema = z.discriminatedUnion('report', [
  /** It is locked down and takes a job. */
  z.strictObject({ report: z.literal('ready') }),
  z.strictObject({ report: z.literal('started'), seed: z.int(), startedAt: instant, input: json }),
  /** Records that are final, so that a killed run keeps them. */
  z.strictObject({
    report: z.literal('records'),
    tasks: z.array(z.strictObject({ index, record: taskRecordSchema })).readonly(),
    effects: z.array(z.strictObject({ index, record: effectRecordSchema })).readonly(),
  }),
  /** A script begins or has ended: core holds its deadline. */
  z.strictObject({ report: z.literal('script'), state: z.enum(['started', 'ended']) }),
  /** It waits for core to run a script in a child of that language's own, and to answer with a `ScriptAnswer`. */
  z.strictObject({ report: z.literal('guest'), request: scriptRequestSchema }),
  z.strictObject({
    report: z.literal('ended'),
    trace: traceSchema,
    expectations: z
      .array(z.strictObject({ expectation: text, passed: z.boolean(), message: text }))
      .readonly()
      .optional(),
    limit: text.optional(),
    /** Why leaks were not looked for, or what has to be known about how they were. */
    leaksNote: text.optional(),
    /** Where the job wanted it. */
    inspection: inspectionSchema.optional(),
    /** What a test could reach. */
    coverable: z.strictObject({ tasks: z.array(text).readonly(), branches: z.array(text).readonly() }).optional(),
  }),
  rowsReportSchema,
  /** All rows of a batch's job are done. */
  z.strictObject({ report: z.literal('rowsEnded') }),
  z.strictObject({
    report: z.literal('refused'),
    error: z.strictObject({ code: z.enum(errorCodes), message: text, hint: text.optional() }),
  }),
]);
/** What the engine says, from engine to core. */
export type EngineReport = z.output<typeof engineReportSchema>;
