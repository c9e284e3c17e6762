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
  names: z
    .array(patternSchema)
    .max(100)
    .default([])
    .describe("RE2 patterns over a field's name in lower-case words (`socialSecurityNo` is `social security no`)."),
  values: z.array(patternSchema).max(20).default([]).describe('RE2 patterns that a whole value of the class matches.'),
  exposure: z.enum(ruleSeverities).describe('How grave it is that such a field leaves unmasked.'),
  mask: z.string().min(1).max(50).default('mask').describe('Template helper that masks a value of the class.'),
});

/** Operations of the database action. */
export const databaseOperators = ['query', 'insert', 'update', 'delete'] as const;

const tableSchema = z.strictObject({
  operators: z
    .array(z.enum(databaseOperators))
    .max(databaseOperators.length)
    .describe('What workflows may do with the table.'),
  fields: z
    .array(nameSchema)
    .max(1_000)
    .nullable()
    .default(null)
    .describe('Fields that a workflow may name; null for all.'),
});

const waiverSchema = z.strictObject({
  rule: idSchema.describe('The rule whose findings are waived.'),
  reason: z.string().min(3).max(1_000).describe('Why, for the reviewer.'),
  until: z.iso.date().describe('Last day on which the waiver holds, `YYYY-MM-DD`.'),
  fingerprint: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .nullable()
    .default(null)
    .describe('Fingerprint of the finding; null for every finding of the rule.'),
});

/** What is sensitive: classes of data by name. */
export const sensitiveSchema = z.strictObject({
  classes: z.record(idSchema, classSchema).describe('Classes of sensitive data by name.'),
});

/** A policy document, whole. */
export const policySchema = z.strictObject({
  policy: z.literal(1).describe('Version of this format.'),
  network: z.strictObject({
    allowedDomains: z
      .array(domainSchema)
      .max(10_000)
      .nullable()
      .describe('Hosts that workflows may reach; null where the policy does not list them.'),
    blockedRanges: z
      .array(addressRangeSchema)
      .max(1_000)
      .describe('Address ranges that are refused beside everything that is not public.'),
  }),
  sensitive: sensitiveSchema,
  templates: z.strictObject({
    helpers: z.array(z.string().min(1).max(50)).max(100).describe('Helpers that templates may use.'),
  }),
  database: z.strictObject({
    tables: z
      .record(nameSchema, tableSchema)
      .nullable()
      .describe('Tables that workflows may use; null where the policy does not list them.'),
    tenantColumn: nameSchema
      .nullable()
      .describe('Column that every statement must bind to the tenant; null where there is none.'),
  }),
  limits: z.strictObject({
    email: countSchema.describe('E-mails per tenant and hour.'),
    notification: countSchema.describe('Notifications per tenant and hour.'),
    webhook: countSchema.describe('Webhook calls per tenant and hour.'),
    database: countSchema.describe('Database statements per tenant and hour.'),
  }),
  breakers: z.strictObject({
    failures: z.int().min(1).max(10_000).describe('Failures in a row that open the breaker of a target.'),
    openSeconds: z.int().min(1).max(86_400).describe('Seconds for which it stays open.'),
  }),
  retention: z.strictObject({
    runs: daysSchema.describe('Days for which runs are kept.'),
    datasets: daysSchema.describe('Days for which data sets are kept, from their import on.'),
    drafts: daysSchema.describe('Days for which drafts are kept, from the last keystroke on.'),
    audit: daysSchema.describe('Days for which the audit log is kept at least; Drydock itself removes no entry.'),
  }),
  roles: z
    .record(idSchema, z.array(z.string().regex(/^[a-z]+:(\*|[a-z_]+)$/)).max(100))
    .describe('Permissions of each role.'),
  severities: z.record(idSchema, z.enum(ruleSeverities)).describe('Severity of a rule, or `off` to silence it.'),
  waivers: z.array(waiverSchema).max(10_000).describe('Findings that are accepted for a time, with the reason.'),
});

/** A policy that was checked whole. */
export type Policy = z.infer<typeof policySchema>;

/** One class of sensitive data in a policy. */
export type SensitiveClass = Policy['sensitive']['classes'][string];
