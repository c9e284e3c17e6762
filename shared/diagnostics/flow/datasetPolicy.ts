import { wordsOfName } from '../../policy/classifyName.ts';
import type { Policy, SensitiveClass } from '../../policy/policy.ts';

/** A field of a data set, and the class of the policy that a person chose for it. */
export interface ClassifiedField {
  readonly name: string;
  readonly class: string;
}

/** Most fields of data sets that are taken over. */
const maxFields = 2_000;

/** The last policy that was made of each, with the fields that it was made of. */
const widened = new WeakMap<Policy, { readonly fields: string; readonly policy: Policy }>();

/**
 * The policy with the names of classified fields among those that tell their classes; a class that it does not have is passed
 * over. The same fields give the same object: what is compiled for a policy is remembered by it.
 */
export function withClassifiedFields(policy: Policy, fields: readonly ClassifiedField[]): Policy {
  if (fields.length === 0) return policy;
  const taken = JSON.stringify(fields.slice(0, maxFields));
  const known = widened.get(policy);
  if (known?.fields === taken) return known.policy;
  const made = widen(policy, fields.slice(0, maxFields));
  widened.set(policy, { fields: taken, policy: made });
  return made;
}

function widen(policy: Policy, fields: readonly ClassifiedField[]): Policy {
  const classes: Record<string, SensitiveClass> = { ...policy.sensitive.classes };
  for (const { name, class: chosen } of fields) {
    const before = Object.hasOwn(classes, chosen) ? classes[chosen] : undefined;
    const words = wordsOfName(name);
    if (before === undefined || words === '') continue;
    const pattern = `^${words.replace(/[^\p{L}\p{N} ]/gu, '.')}$`;
    classes[chosen] = { ...before, names: [...before.names, pattern] };
  }
  return { ...policy, sensitive: { ...policy.sensitive, classes } };
}
