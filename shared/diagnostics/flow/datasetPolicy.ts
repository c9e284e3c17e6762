import { wordsOfName } from '../../policy/classifyName.ts';
import type { Policy, SensitiveClass } from '../../policy/policy.ts';

/** A field of a data set, and the class of the policy that a person chose for it. */
export interface ClassifiedField {
  readonly name: string;
  readonly class: string;
}

/** Most fields of data sets that are taken over. */
const maxFields = 2_000;

/** The policy with the names of classified fields among those that tell their classes; a class that it does not have is passed over. */
export function withClassifiedFields(policy: Policy, fields: readonly ClassifiedField[]): Policy {
  if (fields.length === 0) return policy;
  const classes: Record<string, SensitiveClass> = { ...policy.sensitive.classes };
  for (const { name, class: chosen } of fields.slice(0, maxFields)) {
    const before = Object.hasOwn(classes, chosen) ? classes[chosen] : undefined;
    const words = wordsOfName(name);
    if (before === undefined || words === '') continue;
    const pattern = `^${words.replace(/[^\p{L}\p{N} ]/gu, '.')}$`;
    classes[chosen] = { ...before, names: [...before.names, pattern] };
  }
  return { ...policy, sensitive: { ...policy.sensitive, classes } };
}
