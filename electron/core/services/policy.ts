import { ok } from '../../../shared/base/result.ts';
import { defaultPolicy } from '../../../shared/policy/defaultPolicy.ts';
import { parsePolicy } from '../../../shared/policy/parsePolicy.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';
import type { MethodHandlers } from '../handlers.ts';
import type { DocumentService } from './documents.ts';

/** The policy in force and what is wrong with the workspace's own document, one sentence each. */
export interface PolicyInForce {
  readonly policy: Policy;
  readonly problems: readonly string[];
}

/** Where the other services ask for the policy. */
export type PolicyService = () => PolicyInForce;

const paths = ['policy.yaml', 'policy.yml'];

/** The defaults with the workspace's `policy.yaml` over them; the defaults alone where that has a mistake. */
export function policyService(documents: DocumentService): PolicyService {
  return () => {
    const text = paths.map((path) => documents.savedText(path)).find((saved) => saved.ok);
    if (text === undefined) return { policy: defaultPolicy, problems: [] };
    const document = parseDocument(text.value, 'yaml');
    if (!document.ok) return { policy: defaultPolicy, problems: [document.error.message] };
    const parsed = parsePolicy(document.value);
    if (parsed.ok) return { policy: parsed.value, problems: [] };
    return { policy: defaultPolicy, problems: parsed.error.map(({ message }) => message) };
  };
}

/** The policy as the page sees it. */
export function policyHandlers(policy: PolicyService): Pick<MethodHandlers, 'policy.read'> {
  return { 'policy.read': () => ok(policy()) };
}
