import { z } from 'zod';
import { method } from './method.ts';
import { base64Schema, idSchema, instantSchema, jsonSchema, nothingSchema } from './values.ts';

/** What was found in a column and what is, or was, done to it. */
export const columnSchema = z.strictObject({
  name: z.string(),
  /** Class of sensitive data (`ssn`, `email`, `card` …) or `none`. */
  class: z.string(),
  /** Why: by name, by content, by both, or because the person said so. */
  because: z.enum(['name', 'content', 'name-and-content', 'chosen', 'nothing']),
  /** Share of the non-empty values that match the class, 0 to 1. */
  matching: z.number().min(0).max(1),
  /** Masking operator (`fake`, `format-preserving`, `redact`, `hash`, `generalise`, `keep` …). */
  operator: z.string(),
  /** Values that the operator changed. */
  masked: z.int().nonnegative(),
});

export const datasetSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  rows: z.int().nonnegative(),
  columns: z.array(columnSchema),
  importedAt: instantSchema,
});
export type Dataset = z.infer<typeof datasetSchema>;
export type DatasetColumn = z.infer<typeof columnSchema>;

const file = {
  name: z.string().min(1).max(255),
  format: z.enum(['csv', 'json']),
  bytes: base64Schema,
};

/** Masked sample data. Raw values are masked in core's memory and never reach the store. */
export const datasetMethods = {
  /** Classifies a file without keeping anything; `example` is a masked row. */
  'dataset.inspect': method({
    input: z.strictObject(file),
    output: z.strictObject({ rows: z.int().nonnegative(), columns: z.array(columnSchema), example: jsonSchema }),
    process: 'core',
    permission: 'dataset:create',
    errors: ['invalid-input', 'limit'],
  }),
  /** Masks and keeps a file. `choices` override what was classified, by column. */
  'dataset.import': method({
    input: z.strictObject({
      ...file,
      choices: z.array(z.strictObject({ column: z.string(), class: z.string(), operator: z.string() })).max(2_000),
    }),
    output: datasetSchema,
    process: 'core',
    permission: 'dataset:create',
    errors: ['invalid-input', 'limit'],
  }),
  /** Ends what is being classified or masked, which then answers `cancelled`; nothing of it is kept. */
  'dataset.cancel': method({
    input: nothingSchema,
    output: nothingSchema,
    process: 'core',
    permission: 'dataset:create',
    errors: [],
  }),
  'dataset.list': method({
    input: nothingSchema,
    output: z.array(datasetSchema),
    process: 'core',
    permission: 'dataset:view',
    errors: [],
  }),
  'dataset.rows': method({
    input: z.strictObject({ id: idSchema, offset: z.int().nonnegative(), limit: z.int().min(1).max(1_000) }),
    output: z.strictObject({ rows: z.array(jsonSchema), total: z.int().nonnegative() }),
    process: 'core',
    permission: 'dataset:view',
    errors: ['not-found'],
  }),
  'dataset.delete': method({
    input: z.strictObject({ id: idSchema }),
    output: nothingSchema,
    process: 'core',
    permission: 'dataset:delete',
    errors: ['not-found'],
  }),
};
