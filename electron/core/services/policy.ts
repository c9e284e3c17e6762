import { appError } from '../../../shared/base/appError.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
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
  // Whoever asks twice under one text gets the same object: what is compiled for a policy is remembered by it.
  let last: { readonly text: string; readonly inForce: PolicyInForce } | null = null;
  return () => {
    const saved = paths.map((path) => documents.savedText(path)).find((text) => text.ok);
    if (saved === undefined) return { policy: defaultPolicy, problems: [] };
    if (last?.text !== saved.value) last = { text: saved.value, inForce: readPolicy(saved.value) };
    return last.inForce;
  };
}

function readPolicy(text: string): PolicyInForce {
  const document = parseDocument(text, 'yaml');
  if (!document.ok) return { policy: defaultPolicy, problems: [document.error.message] };
  const parsed = parsePolicy(document.value);
  if (parsed.ok) return { policy: parsed.value, problems: [] };
  return { policy: defaultPolicy, problems: parsed.error.map(({ message }) => message) };
}

/** The policy for work that cannot be taken back: going by the defaults instead of a stricter policy would be a hole. */
export function soundPolicy(policy: PolicyService): Result<Policy> {
  const { policy: inForce, problems } = policy();
  const [problem] = problems;
  if (problem === undefined) return ok(inForce);
  return err(appError('invalid-input', `The policy of this workspace has a mistake: ${problem}`, 'Correct it first.'));
}

/** The policy as the page sees it. */
export function policyHandlers(policy: PolicyService): Pick<MethodHandlers, 'policy.read'> {
  return { 'policy.read': () => ok(policy()) };
}
