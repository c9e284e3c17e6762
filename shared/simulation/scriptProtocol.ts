import { z } from 'zod';
import { wireJson } from './wireJson.ts';

const text = z.string();

/** Bounds of one script. */
export const scriptLimitsSchema = z.strictObject({
  milliseconds: z.int().positive(),
  mebibytes: z.int().min(8),
  /** Most characters of its outputs together. */
  outputSize: z.int().positive(),
});
/** Bounds of one script. */
export type ScriptLimits = z.output<typeof scriptLimitsSchema>;

/** Bounds unless said otherwise, for each script. */
export const defaultScriptLimits: ScriptLimits = { milliseconds: 2_000, mebibytes: 128, outputSize: 8 * 1024 * 1024 };

/** A script to run, as it travels between processes. */
export const scriptRequestSchema = z.strictObject({
  language: z.enum(['javascript', 'python']),
  code: text,
  arguments: z.array(text).readonly(),
  variables: z.record(text, wireJson),
  environment: z.record(text, text),
  stdin: text,
  seed: z.number(),
  now: z.number(),
});

/** How a script ended, as it travels between processes. */
export const scriptOutcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('ended'),
    code: z.int(),
    stdout: text,
    stderr: text,
    returned: wireJson.optional(),
  }),
  z.strictObject({ kind: z.literal('threw'), message: text.max(10_000), stdout: text, stderr: text }),
  z.strictObject({ kind: z.literal('limit'), message: text.max(10_000) }),
]);

/** From core to a Python child: the one script of its life. */
export const pythonJobSchema = z.strictObject({
  job: z.literal('python'),
  request: scriptRequestSchema,
  limits: scriptLimitsSchema,
});
/** From core to a Python child: the one script of its life. */
export type PythonJob = z.output<typeof pythonJobSchema>;

/** From a Python child to core. */
export const pythonReportSchema = z.discriminatedUnion('report', [
  /** The interpreter stands and everything that it could misuse is gone. */
  z.strictObject({ report: z.literal('ready') }),
  z.strictObject({ report: z.literal('outcome'), outcome: scriptOutcomeSchema }),
]);
/** From a Python child to core. */
export type PythonReport = z.output<typeof pythonReportSchema>;

/** From core to an engine that waits: how the script ended. */
export const scriptAnswerSchema = z.strictObject({ answer: z.literal('script'), outcome: scriptOutcomeSchema });
/** From core to an engine that waits: how the script ended. */
export type ScriptAnswer = z.output<typeof scriptAnswerSchema>;
