import { ok, type Result } from '../../../shared/base/result.ts';
import { checkPolicy } from '../../../shared/diagnostics/checkPolicy.ts';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { formatOfName, parseDocument } from '../../../shared/workflow/parseDocument.ts';
import type { MethodHandlers } from '../handlers.ts';
import { documentKind } from './documentKind.ts';
import type { DocumentService } from './documents.ts';
import type { PolicyService } from './policy.ts';
import type { Workbench } from './workbench.ts';

/** Checks a text against the policy in force. */
export type Check = (path: string, text: string) => Result<readonly Finding[]>;

/** The rule engine as core runs it: at export this answer counts. */
export function findingCheck({ ports }: Pick<Workbench, 'ports'>, policy: PolicyService): Check {
  return (path, text) => {
    const kind = documentKind(path);
    // Scenarios and stubs are no definitions: their mistakes show when they are rehearsed.
    if (kind !== 'workflow' && kind !== 'policy') return ok([]);
    const document = parseDocument(text, formatOfName(path));
    if (!document.ok) return document;
    const today = ports.now().toISOString().slice(0, 10);
    if (kind === 'policy') return ok(checkPolicy(document.value, today).findings);
    return ok(checkDocument(document.value, { policy: policy().policy, today }));
  };
}

/** Findings of a document, or of what is in the editor. */
export function findingHandlers(documents: DocumentService, check: Check): Pick<MethodHandlers, 'finding.check'> {
  return {
    'finding.check'({ path, text }) {
      const saved = documents.savedText(path);
      if (!saved.ok) return saved;
      const findings = check(path, text ?? saved.value);
      return findings.ok ? ok({ findings: findings.value }) : findings;
    },
  };
}
