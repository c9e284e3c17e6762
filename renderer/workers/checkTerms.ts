import type { Json } from '../../shared/base/json.ts';
import { type CheckContext, contextOptions, noContext } from '../../shared/diagnostics/checkContext.ts';
import { profileOf } from '../../shared/diagnostics/profiles/profileTable.ts';
import type { CheckOptions } from '../../shared/diagnostics/runRules.ts';
import { defaultPolicy } from '../../shared/policy/defaultPolicy.ts';
import { type Policy, policySchema } from '../../shared/policy/policy.ts';
import type { CheckTerms } from './protocol.ts';

/** What a check takes of the terms that came in a message: what was read once is the same object while it is the same. */
export function readTerms({ policy, today, profile, context }: CheckTerms): CheckOptions {
  return {
    policy: readPolicy(policy),
    today,
    profile: profile === null ? null : profileOf(profile),
    ...readContext(context),
  };
}

let lastPolicy: { readonly json: string; readonly policy: Policy } | null = null;

/** The policy that core has in force; the default one until it has said. */
function readPolicy(value: Json): Policy {
  const json = JSON.stringify(value);
  if (lastPolicy?.json !== json) {
    const parsed = policySchema.safeParse(value);
    lastPolicy = { json, policy: parsed.success ? parsed.data : defaultPolicy };
  }
  return lastPolicy.policy;
}

let lastContext = { context: noContext, options: contextOptions(noContext) };

function readContext(context: CheckContext): ReturnType<typeof contextOptions> {
  if (!isSame(context, lastContext.context)) lastContext = { context, options: contextOptions(context) };
  return lastContext.options;
}

function isSame(one: CheckContext, other: CheckContext): boolean {
  return (
    one.workflows.length === other.workflows.length &&
    one.workflows.every((text, index) => text === other.workflows[index]) &&
    JSON.stringify(one.fields) === JSON.stringify(other.fields)
  );
}
