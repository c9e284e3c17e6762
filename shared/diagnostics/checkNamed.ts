import type { SourceDocument } from '../workflow/document.ts';
import { checkPolicy } from './checkPolicy.ts';
import type { Finding } from './finding.ts';
import { FindingCollector } from './findingCollector.ts';
import { type CheckOptions, checkDocument, checkSyntax } from './runRules.ts';

/**
 * Checks a document as what its name says it is: `policy.yaml` as a policy, `*.scenario.yaml` and `*.stubs.yaml` for their
 * notation alone, any other as a definition.
 */
export function checkNamed(path: string, document: SourceDocument, options: CheckOptions): readonly Finding[] {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (/^policy\.(ya?ml|json)$/.test(name)) return checkPolicy(document, options.today).findings;
  if (!/\.(scenario|stubs)\.(ya?ml|json)$/.test(name)) return checkDocument(document, options);
  const collector = new FindingCollector(document, options.policy, options.today);
  checkSyntax(document, collector);
  return collector.sorted();
}
