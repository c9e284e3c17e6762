import { defaultPolicy } from '../policy/defaultPolicy.ts';
import { type PolicyProblem, parsePolicy } from '../policy/parsePolicy.ts';
import type { Policy } from '../policy/policy.ts';
import type { SourceDocument } from '../workflow/document.ts';
import { joinPointer } from '../workflow/pointer.ts';
import type { Finding, Severity } from './finding.ts';
import { fingerprintOf } from './fingerprint.ts';
import { ruleOf } from './ruleTable.ts';
import { isFar } from './waivers.ts';

/**
 * The policy that a document amounts to. A broken one gives findings of the rule `policy`, and the default policy holds
 * whole: nothing is checked against half of a policy. Rules that it names and that there are not are warnings; waivers that
 * on `today` (`YYYY-MM-DD`) have ended, or hold for more than a year, are notes.
 */
export function checkPolicy(
  document: SourceDocument,
  today: string,
): { readonly policy: Policy; readonly findings: readonly Finding[] } {
  const parsed = parsePolicy(document, defaultPolicy);
  if (parsed.ok) {
    const findings = [...unknownRules(document, parsed.value), ...oddWaivers(document, parsed.value, today)];
    return { policy: parsed.value, findings };
  }
  const help = 'Mend the policy; until then the default policy holds in its place.';
  const findings = parsed.error.map((problem, index) => finding('error', problem, help, index));
  return { policy: defaultPolicy, findings };
}

/** The waivers that the document itself states. */
function ownWaivers({ waivers }: Policy): Policy['waivers'] {
  return waivers.slice(defaultPolicy.waivers.length);
}

/** Waivers that nobody would look at again. */
function oddWaivers(document: SourceDocument, policy: Policy, today: string): Finding[] {
  return ownWaivers(policy).flatMap(({ until }, index) => {
    const pointer = joinPointer('/waivers', index, 'until');
    const range = document.locate(pointer)?.value ?? null;
    if (range === null || (until >= today && !isFar(until, today))) return [];
    const [message, help] =
      until < today
        ? [`This waiver ended on ${until}, and waives nothing any more.`, 'Remove it, or agree on another last day.']
        : [`This waiver holds for more than a year, until ${until}.`, 'Name a day within a year.'];
    return [finding('note', { message, pointer, range }, help, index)];
  });
}

/** A misspelt rule would be neither waived nor graded, and nobody would notice. */
function unknownRules(document: SourceDocument, policy: Policy): Finding[] {
  const named = [
    ...Object.keys(policy.severities).map((rule) => ({
      rule,
      pointer: joinPointer('/severities', rule),
      part: 'key' as const,
    })),
    ...ownWaivers(policy).map(({ rule }, index) => {
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
