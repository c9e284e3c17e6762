import { z } from 'zod';
import { sensitiveSchema } from '../policy/policy.ts';
import { maxOutcomeRows, maxOutcomes } from './batchSummary.ts';
import { scriptLimitsSchema } from './scriptProtocol.ts';
import { runStatuses } from './trace.ts';

const text = z.string();
const index = z.int().nonnegative();

/** Most rows of one job. */
export const maxJobRows = 5_000;

/** What rows of a batch need, from core to engine: everything that a rehearsal needs, and an input for each row. */
export const batchJobSchema = z.strictObject({
  job: z.literal('batch'),
  definition: text,
  scenario: text.optional(),
  stubs: z.array(text).readonly().optional(),
  files: z.record(z.string(), text).optional(),
  workflows: z.array(text).max(1_000).readonly().optional(),
  seed: z.int().optional(),
  clock: text.optional(),
  /** What the policy says is sensitive; with it leaks are looked for. */
  sensitive: sensitiveSchema.optional(),
  scriptLimits: scriptLimitsSchema,
  /** Position of the first row in the data set. */
  from: index,
  /** The inputs as JSON texts. */
  rows: z.array(text).max(maxJobRows).readonly(),
  /** Whether each row is told of before the next begins, so that one that ends the process is known. */
  isCareful: z.boolean(),
});
/** What rows of a batch need, from core to engine. */
export type BatchJob = z.output<typeof batchJobSchema>;

/** Rows that went the same way. */
export const outcomeCountSchema = z.strictObject({
  status: z.enum(runStatuses),
  error: z.strictObject({ type: text, status: z.number(), title: text, instance: text }).nullable(),
  /** The path: branches taken and tasks reached, as in a trace's coverage. */
  branches: z.array(text).readonly(),
  tasks: z.array(text).readonly(),
  /** Why these runs ended as `limit`. */
  limit: text.optional(),
  count: z.int().positive(),
  /** Positions of the first of these rows in the data set, from 0, ascending. */
  rows: z.array(index).max(maxOutcomeRows).readonly(),
  /** How many of these rows had leaks; absent where leaks were not looked for. */
  leaks: index.optional(),
});

/** What rows came to. */
export const outcomeTableSchema = z.strictObject({
  /** Most frequent first. */
  outcomes: z.array(outcomeCountSchema).max(maxOutcomes).readonly(),
  /** Rows with yet other outcomes, where there are more than are told apart; how many of these completed. Absent for none. */
  other: z.strictObject({ count: z.int().positive(), completed: index }).optional(),
});

/** What the next rows came to, from engine to core. */
export const rowsReportSchema = z.strictObject({
  report: z.literal('rows'),
  done: z.int().positive(),
  table: outcomeTableSchema,
});
/** What the next rows came to, from engine to core. */
export type RowsReport = z.output<typeof rowsReportSchema>;
