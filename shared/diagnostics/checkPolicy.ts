import { defaultPolicy } from '../policy/defaultPolicy.ts';
import { parsePolicy } from '../policy/parsePolicy.ts';
import type { Policy } from '../policy/policy.ts';
import type { SourceDocument } from '../workflow/document.ts';
import type { Finding } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';

/**
 * The policy that a document amounts to. A broken one gives findings of the rule `policy`, and the default policy holds
 * whole: nothing is checked against half of a policy.
 */
export function checkPolicy(
  document: SourceDocument,
  base: Policy = defaultPolicy,
): { readonly policy: Policy; readonly findings: readonly Finding[] } {
  const parsed = parsePolicy(document, base);
  if (parsed.ok) return { policy: parsed.value, findings: [] };
  const findings = parsed.error.map(
    ({ message, pointer, range }, index): Finding => ({
      rule: 'policy',
      severity: 'error',
      confidence: 'high',
      message,
      help: 'Mend the policy; until then the default policy holds in its place.',
      location: { pointer, range },
      related: [],
      fingerprint: fingerprintOf('policy', pointer, message, index),
      fixes: [],
      waiver: null,
    }),
  );
  return { policy: base, findings };
}
