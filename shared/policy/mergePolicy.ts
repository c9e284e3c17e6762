import { z } from 'zod';
import { type Policy, policySchema } from './policy.ts';

const sections = policySchema.shape;

/** What a person writes: any part of a policy; what is left out is taken from the policy below it. */
export const policyPatchSchema = z.strictObject({
  policy: z.literal(1),
  network: sections.network.partial().optional().describe('Which hosts and addresses workflows may reach.'),
  sensitive: sections.sensitive.partial().optional().describe('What data is sensitive.'),
  templates: sections.templates.partial().optional().describe('What templates may use.'),
  database: sections.database.partial().optional().describe('What workflows may do with databases.'),
  limits: sections.limits.partial().optional().describe('Most actions per tenant and hour.'),
  breakers: sections.breakers.partial().optional().describe('When calls to a target that fails are held back.'),
  retention: sections.retention.partial().optional().describe('For how many days things are kept.'),
  roles: sections.roles.optional(),
  severities: sections.severities.optional(),
  waivers: sections.waivers.optional(),
});

/** A policy as it is written. */
export type PolicyPatch = z.infer<typeof policyPatchSchema>;

/**
 * Lays a written policy over another. Lists and single values replace; classes, roles and severities are merged by name,
 * new classes are tried before those below; waivers are added.
 */
export function mergePolicy(base: Policy, patch: PolicyPatch): Policy {
  return {
    policy: 1,
    network: merged(base.network, patch.network),
    sensitive: {
      classes: { ...patch.sensitive?.classes, ...withoutKeys(base.sensitive.classes, patch.sensitive?.classes) },
    },
    templates: merged(base.templates, patch.templates),
    database: merged(base.database, patch.database),
    limits: merged(base.limits, patch.limits),
    breakers: merged(base.breakers, patch.breakers),
    retention: merged(base.retention, patch.retention),
    roles: { ...base.roles, ...patch.roles },
    severities: { ...base.severities, ...patch.severities },
    waivers: [...base.waivers, ...(patch.waivers ?? [])],
  };
}

/** `{...base, ...patch}` in which a member that is left out does not hide the one below. */
function merged<T extends object>(base: T, patch: { [K in keyof T]?: T[K] | undefined } | undefined): T {
  const result = { ...base };
  for (const key in patch) {
    const value = patch[key];
    if (value !== undefined) result[key] = value;
  }
  return result;
}

function withoutKeys<T>(record: Record<string, T>, keys: Record<string, unknown> = {}): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !Object.hasOwn(keys, key)));
}
