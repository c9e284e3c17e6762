import { z } from 'zod';
import { type AppError, appError } from '../base/appError.ts';
import { parseDurationMilliseconds } from '../base/duration.ts';
import type { Json } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';
import { firstIssue, inOrder, stubSchema } from './stubs.ts';
import { effectKinds, runStatuses } from './trace.ts';

const json = z.json() as z.ZodType<Json>;
const condition = z.string().min(1);

/** A duration as the DSL writes it, read as milliseconds. */
const duration = json.transform((value, context) => {
  const read = parseDurationMilliseconds(value);
  if (read.ok) return read.value;
  context.addIssue({ code: 'custom', message: read.error.message });
  return z.NEVER;
});

/** Effects that are looked for: all members that are given have to fit. */
const effectExpectationSchema = z.strictObject({
  kind: z.enum(effectKinds).optional(),
  /** Reference or name of the task. */
  task: z.string().optional(),
  /** Members that the request has to have, at any depth. */
  request: json.optional(),
  /** A jq condition on the request. */
  match: condition.optional(),
  /** Name of the stub that answered; null for none. */
  stub: z.string().nullable().optional(),
});

const errorExpectationSchema = z.strictObject({
  type: z.string().optional(),
  status: z.int().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  instance: z.string().optional(),
});

/** A leak that is known: all members that are given have to fit. */
const leakExpectationSchema = z.strictObject({
  class: z.string().optional(),
  from: z.string().optional(),
  /** Reference or name of the task. */
  task: z.string().optional(),
  where: z.string().optional(),
  form: z.string().optional(),
});

const expectationsSchema = z.strictObject({
  status: z.enum(runStatuses).optional(),
  /** The whole output. */
  output: json.optional(),
  /** Members that the output has to have, at any depth. */
  outputIncludes: json.optional(),
  /** jq conditions on the whole trace. */
  match: z.union([condition, z.array(condition)]).optional(),
  /** The workflow's error; null for none. */
  error: errorExpectationSchema.nullable().optional(),
  effects: z
    .strictObject({
      /** Effects that happen; `times` exactly so often, otherwise at least once. */
      sent: z.array(effectExpectationSchema.extend({ times: z.int().nonnegative().optional() })).optional(),
      neverSent: z.array(effectExpectationSchema).optional(),
    })
    .optional(),
  /** Tasks by reference or name. */
  tasks: z.strictObject({ run: z.array(z.string()).optional(), notRun: z.array(z.string()).optional() }).optional(),
  /** Sensitive values that leave: none, or these and no others. */
  leaks: z.union([z.literal('none'), z.array(leakExpectationSchema).min(1)]).optional(),
  /** Virtual time from start to end. */
  time: z.strictObject({ atLeast: duration.optional(), atMost: duration.optional() }).optional(),
});

/** What a scenario expects of its run. */
export type Expectations = z.output<typeof expectationsSchema>;
/** What is expected of one effect. */
export type EffectExpectation = z.output<typeof effectExpectationSchema>;
/** What is expected of one leak. */
export type LeakExpectation = z.output<typeof leakExpectationSchema>;

const eventSchema = z.strictObject({
  /** How long after the start it arrives; at once unless said. */
  after: duration.optional(),
  event: z.record(z.string(), json),
});

/** Most firings of one rehearsal. */
const maxFirings = 100;

const scenarioSchema = z
  .strictObject({
    title: z.string().optional(),
    description: z.string().optional(),
    input: json.optional(),
    /** A JSON or YAML file, relative to the scenario; instead of `input`. */
    inputFile: z.string().optional(),
    /** With `inputFile`: which item of the list in it. */
    row: z.int().nonnegative().optional(),
    secrets: z.record(z.string(), json).optional(),
    stubs: z.array(stubSchema).optional(),
    /** Files of stubs, relative to the scenario; asked after the scenario's own. */
    stubFiles: z.array(z.string()).optional(),
    events: z.array(eventSchema).optional(),
    /** How often a workflow with a `schedule` is fired; once unless said. */
    firings: z.int().min(1).max(maxFirings).optional(),
    seed: z.int().optional(),
    clock: z.iso.datetime({ offset: true }).optional(),
    expect: expectationsSchema.optional(),
  })
  .refine(({ input, inputFile }) => input === undefined || inputFile === undefined, {
    error: 'give input or inputFile, not both',
  });

/** A scenario that was read. */
export type Scenario = z.output<typeof scenarioSchema>;

/** Nothing said: every default. */
export const emptyScenario: Scenario = {};

/** Reads the plain value of a scenario document. */
export function readScenario(value: Json): Result<Scenario, AppError> {
  const read = scenarioSchema.safeParse(value ?? {});
  if (!read.success) return err(appError('invalid-input', `The scenario is not valid: ${firstIssue(read.error)}.`));
  const { stubs } = read.data;
  return ok(stubs === undefined ? read.data : { ...read.data, stubs: [...inOrder(stubs)] });
}
