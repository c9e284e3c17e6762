import { z } from 'zod';
import { method } from './method.ts';
import { instantSchema, nothingSchema } from './values.ts';

/** Name of a secret. */
export const secretNameSchema = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,99}$/);

export const secretEntrySchema = z.strictObject({
  name: secretNameSchema,
  setAt: instantSchema,
  /** What seals this one: the OS keychain, or the store's key where there is none. */
  sealedBy: z.enum(['keychain', 'store-key']),
});
export type SecretEntry = z.infer<typeof secretEntrySchema>;

export const auditEntrySchema = z.strictObject({
  sequence: z.int().positive(),
  at: instantSchema,
  who: z.string(),
  action: z.string(),
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  hash: z.string(),
});

/** Secrets, which go in and never come out, and the audit log. */
export const vaultMethods = {
  'secret.list': method({
    input: nothingSchema,
    output: z.array(secretEntrySchema),
    process: 'core',
    permission: 'secret:view',
    errors: [],
  }),
  /** Main seals the value with `safeStorage` before core sees it. There is no method that reads it back. */
  'secret.set': method({
    input: z.strictObject({ name: secretNameSchema, value: z.string().min(1).max(65_536) }),
    output: secretEntrySchema,
    process: 'main',
    permission: 'secret:set',
    errors: [],
  }),
  'secret.delete': method({
    input: z.strictObject({ name: secretNameSchema }),
    output: nothingSchema,
    process: 'core',
    permission: 'secret:delete',
    errors: ['not-found'],
  }),
  /** Newest first. */
  'audit.list': method({
    input: z.strictObject({ before: z.int().positive().optional(), limit: z.int().min(1).max(500) }),
    output: z.array(auditEntrySchema),
    process: 'core',
    permission: 'audit:view',
    errors: [],
  }),
  'audit.verify': method({
    input: nothingSchema,
    output: z.strictObject({ intact: z.boolean(), entries: z.int().nonnegative(), problem: z.string().nullable() }),
    process: 'core',
    permission: 'audit:view',
    errors: [],
  }),
  /** Writes the log to a file that the person picks, for `drydock audit verify LOG`; false where they cancelled. */
  'audit.export': method({
    input: nothingSchema,
    output: z.strictObject({ written: z.boolean() }),
    process: 'main',
    permission: 'audit:view',
    errors: [],
  }),
};
