import { z } from 'zod';

/** Severity that a policy gives to a rule; `off` silences it. */
export const ruleSeverities = ['error', 'warning', 'note', 'off'] as const;

const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,63}$/, { error: 'must be lower-case letters, digits and hyphens' });
const patternSchema = z.string().min(1).max(500);
const nameSchema = z.string().min(1).max(200);
const countSchema = z.int().min(0).max(1_000_000_000);
const daysSchema = z.int().min(0).max(36_500);

/** `example.com` for that host alone, `*.example.com` for every host below it. */
const domainSchema = z
  .string()
  .max(253)
  .regex(/^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/, {
    error: 'must be a lower-case host name such as `example.com` or `*.example.com`',
  });

/** An address range in CIDR notation; whether it is one is checked by `parsePolicy`. */
const addressRangeSchema = z.string().min(3).max(50);

/** One class of sensitive data. */
const classSchema = z.strictObject({
  /** RE2 patterns over a field's name in lower-case words (`socialSecurityNo` is `social security no`). */
  names: z.array(patternSchema).max(100).default([]),
  /** RE2 patterns that a whole value of the class matches. */
  values: z.array(patternSchema).max(20).default([]),
  /** How grave it is that such a field leaves unmasked. */
  exposure: z.enum(ruleSeverities),
  /** Template helper that masks a value of the class. */
  mask: z.string().min(1).max(50).default('mask'),
});

/** Operations of the database action. */
export const databaseOperators = ['query', 'insert', 'update', 'delete'] as const;

const tableSchema = z.strictObject({
  operators: z.array(z.enum(databaseOperators)).max(databaseOperators.length),
  /** Fields that a workflow may name; null for all. */
  fields: z.array(nameSchema).max(1_000).nullable().default(null),
});

const waiverSchema = z.strictObject({
  rule: idSchema,
  reason: z.string().min(3).max(1_000),
  until: z.iso.date(),
  /** Fingerprint of the finding; null for every finding of the rule. */
  fingerprint: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable()
    .default(null),
});

/** What is sensitive: classes of data by name. */
export const sensitiveSchema = z.strictObject({ classes: z.record(idSchema, classSchema) });

/** A policy document, whole. */
export const policySchema = z.strictObject({
  /** Version of this format. */
  policy: z.literal(1),
  network: z.strictObject({
    /** Hosts that workflows may reach; null where the policy does not list them. */
    allowedDomains: z.array(domainSchema).max(10_000).nullable(),
    /** Address ranges that are refused beside everything that is not public. */
    blockedRanges: z.array(addressRangeSchema).max(1_000),
  }),
  sensitive: sensitiveSchema,
  templates: z.strictObject({ helpers: z.array(z.string().min(1).max(50)).max(100) }),
  database: z.strictObject({
    /** Tables that workflows may use; null where the policy does not list them. */
    tables: z.record(nameSchema, tableSchema).nullable(),
    /** Column that every statement must bind to the tenant; null where there is none. */
    tenantColumn: nameSchema.nullable(),
  }),
  /** Actions per tenant and hour. */
  limits: z.strictObject({
    email: countSchema,
    notification: countSchema,
    webhook: countSchema,
    database: countSchema,
  }),
  breakers: z.strictObject({
    /** Failures in a row that open the breaker of a target. */
    failures: z.int().min(1).max(10_000),
    /** Seconds for which it stays open. */
    openSeconds: z.int().min(1).max(86_400),
  }),
  /** Days for which things are kept. */
  retention: z.strictObject({ runs: daysSchema, datasets: daysSchema, drafts: daysSchema, audit: daysSchema }),
  /** Permissions of each role. */
  roles: z.record(idSchema, z.array(z.string().regex(/^[a-z]+:(\*|[a-z_]+)$/)).max(100)),
  severities: z.record(idSchema, z.enum(ruleSeverities)),
  waivers: z.array(waiverSchema).max(10_000),
});

/** A policy that was checked whole. */
export type Policy = z.infer<typeof policySchema>;

/** One class of sensitive data in a policy. */
export type SensitiveClass = Policy['sensitive']['classes'][string];
