import { ok, type Result } from '../../../shared/base/result.ts';
import { contextOptions } from '../../../shared/diagnostics/checkContext.ts';
import { checkPolicy } from '../../../shared/diagnostics/checkPolicy.ts';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { definitionReads } from '../../../shared/simulation/definitionReads.ts';
import { formatOfName, parseDocument } from '../../../shared/workflow/parseDocument.ts';
import type { MethodHandlers } from '../handlers.ts';
import type { ContextOf } from './checkContexts.ts';
import { documentKind } from './documentKind.ts';
import type { DocumentService } from './documents.ts';
import type { PolicyService } from './policy.ts';
import type { Workbench } from './workbench.ts';

/** Checks a text against the policy in force. */
export type Check = (path: string, text: string) => Promise<Result<readonly Finding[]>>;

/** The rule engine as core runs it: at export this answer counts. */
export function findingCheck({ ports }: Pick<Workbench, 'ports'>, policy: PolicyService, contextOf: ContextOf): Check {
  return async (path, text) => {
    const kind = documentKind(path);
    // Scenarios and stubs are no definitions: their mistakes show when they are rehearsed.
    if (kind !== 'workflow' && kind !== 'policy') return ok([]);
    const document = parseDocument(text, formatOfName(path));
    if (!document.ok) return document;
    const today = ports.now().toISOString().slice(0, 10);
    if (kind === 'policy') return ok(checkPolicy(document.value, today).findings);
    const context = await contextOf(path, definitionReads(document.value.value).workflows);
    return ok(checkDocument(document.value, { policy: policy().policy, today, ...contextOptions(context) }));
  };
}

/** Findings of a document, or of what is in the editor. */
export function findingHandlers(
  documents: DocumentService,
  check: Check,
  contextOf: ContextOf,
): Pick<MethodHandlers, 'finding.check' | 'finding.context'> {
  return {
    'finding.context': async ({ path, runs }) => ok(await contextOf(path, runs)),
    async 'finding.check'({ path, text }) {
      const saved = documents.savedText(path);
      if (!saved.ok) return saved;
      const findings = await check(path, text ?? saved.value);
      return findings.ok ? ok({ findings: findings.value }) : findings;
    },
  };
}
