import { z } from 'zod';
import { confidences, severities } from '../diagnostics/finding.ts';
import { method } from './method.ts';
import { digestSchema, documentTextSchema, jsonSchema, nothingSchema, virtualPathSchema } from './values.ts';

const rangeSchema = z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() });
const locationSchema = z.strictObject({ pointer: z.string(), range: rangeSchema });

const workflowNameSchema = z.strictObject({ namespace: z.string(), name: z.string(), version: z.string() });

export const findingSchema = z.strictObject({
  rule: z.string().max(100),
  severity: z.enum(severities),
  confidence: z.enum(confidences),
  message: z.string(),
  help: z.string(),
  location: locationSchema,
  related: z.array(
    locationSchema.extend({ role: z.enum(['source', 'step', 'sink', 'see-also']), message: z.string() }),
  ),
  fingerprint: digestSchema,
  fixes: z.array(
    z.strictObject({
      title: z.string(),
      safe: z.boolean(),
      edits: z.array(z.strictObject({ range: rangeSchema, newText: documentTextSchema })),
    }),
  ),
  waiver: z
    .strictObject({ rule: z.string(), reason: z.string(), until: z.string(), origin: z.enum(['comment', 'policy']) })
    .nullable(),
  leaking: z.string().optional(),
});

/** Findings as core sees them (its answer counts at export), and the policy they are checked against. */
export const findingMethods = {
  'finding.check': method({
    input: z.strictObject({ path: virtualPathSchema, text: documentTextSchema.optional() }),
    output: z.strictObject({ findings: z.array(findingSchema) }),
    process: 'core',
    permission: 'workflow:view',
    errors: ['not-found', 'invalid-input', 'limit'],
  }),
  /**
   * What lies around a workflow that runs the named ones, as core takes it in at its own check: saved texts, and names and
   * classes of the columns of samples. No value is in it, and it is for everyone who sees the workflow: all see the same findings.
   */
  'finding.context': method({
    input: z.strictObject({ path: virtualPathSchema, runs: z.array(workflowNameSchema).max(1_000) }),
    output: z.strictObject({
      workflows: z.array(documentTextSchema).readonly(),
      fields: z.array(z.strictObject({ name: z.string(), class: z.string() })).readonly(),
    }),
    process: 'core',
    permission: 'workflow:view',
    errors: [],
  }),
  /** The policy in force, whole (defaults merged with the workspace's `policy.yaml`). */
  'policy.read': method({
    input: nothingSchema,
    output: z.strictObject({ policy: jsonSchema, problems: z.array(z.string()) }),
    process: 'core',
    permission: 'policy:view',
    errors: [],
  }),
};
