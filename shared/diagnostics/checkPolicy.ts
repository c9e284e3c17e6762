import { defaultPolicy } from '../policy/defaultPolicy.ts';
import { type PolicyProblem, parsePolicy } from '../policy/parsePolicy.ts';
import type { Policy } from '../policy/policy.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { joinPointer } from '../workflow/pointer.ts';
import type { Finding, Severity } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { ruleOf } from './ruleTable.ts';

/**
 * The policy that a document amounts to. A broken one gives findings of the rule `policy`, and the default policy holds
 * whole: nothing is checked against half of a policy. Rules that it names and that there are not are warnings.
 */
export function checkPolicy(
  document: SourceDocument,
  base: Policy = defaultPolicy,
): { readonly policy: Policy; readonly findings: readonly Finding[] } {
  const parsed = parsePolicy(document, base);
  if (parsed.ok) return { policy: parsed.value, findings: unknownRules(document, parsed.value, base) };
  const help = 'Mend the policy; until then the default policy holds in its place.';
  return { policy: base, findings: parsed.error.map((problem, index) => finding('error', problem, help, index)) };
}

/** A misspelt rule would be neither waived nor graded, and nobody would notice. */
function unknownRules(document: SourceDocument, { severities, waivers }: Policy, base: Policy): Finding[] {
  const named = [
    ...Object.keys(severities).map((rule) => ({
      rule,
      pointer: joinPointer('/severities', rule),
      part: 'key' as const,
    })),
    ...waivers.slice(base.waivers.length).map(({ rule }, index) => {
      return { rule, pointer: joinPointer('/waivers', index, 'rule'), part: 'value' as const };
    }),
  ];
  return named.flatMap(({ rule, pointer, part }, index) => {
    const range = document.locate(pointer)?.[part] ?? null;
    if (ruleOf(rule) !== null || range === null) return [];
    const problem = { message: `There is no rule \`${rule}\`.`, pointer, range };
    return [finding('warning', problem, 'Name a rule that `drydock docs` lists.', index)];
  });
}

function finding(severity: Severity, { message, pointer, range }: PolicyProblem, help: string, index: number): Finding {
  return {
    rule: 'policy',
    severity,
    confidence: 'high',
    message,
    help,
    location: { pointer, range },
    related: [],
    fingerprint: fingerprintOf('policy', pointer, message, index),
    fixes: [],
    waiver: null,
  };
}
