import { type BuiltInRule, builtInRules } from './builtInRules.ts';
import { profileRules } from './profiles/profileTable.ts';
import type { Rule } from './rule.ts';
import { dangerousRuntime } from './rules/dangerous-runtime.ts';
import { databasePolicyAndTenant } from './rules/database-policy-and-tenant.ts';
import { errorDetailLeak } from './rules/error-detail-leak.ts';
import { exoticScheme } from './rules/exotic-scheme.ts';
import { extensionExfiltration } from './rules/extension-exfiltration.ts';
import { headerInjection } from './rules/header-injection.ts';
import { hostFromData } from './rules/host-from-data.ts';
import { hostNotAllowed } from './rules/host-not-allowed.ts';
import { inlineCredential } from './rules/inline-credential.ts';
import { insecureScheme } from './rules/insecure-scheme.ts';
import { jqUnsafeBuiltin } from './rules/jq-unsafe-builtin.ts';
import { knownToken } from './rules/known-token.ts';
import { looseEvaluation } from './rules/loose-evaluation.ts';
import { noRateLimitOrBreaker } from './rules/no-rate-limit-or-breaker.ts';
import { noTimeout } from './rules/no-timeout.ts';
import { privateTarget } from './rules/private-target.ts';
import { rawOutput } from './rules/raw-output.ts';
import { redirectWithCredentials } from './rules/redirect-with-credentials.ts';
import { redos } from './rules/redos.ts';
import { reviewIntegrity } from './rules/review-integrity.ts';
import { scriptInterpolation } from './rules/script-interpolation.ts';
import { secondOrderTemplate } from './rules/second-order-template.ts';
import { secretDeclaration } from './rules/secret-declaration.ts';
import { secretOutsideInputFrom } from './rules/secret-outside-input-from.ts';
import { secretToSink } from './rules/secret-to-sink.ts';
import { sensitiveInUrl } from './rules/sensitive-in-url.ts';
import { sensitiveToSink } from './rules/sensitive-to-sink.ts';
import { shellInterpolation } from './rules/shell-interpolation.ts';
import { sqlInterpolation } from './rules/sql-interpolation.ts';
import { sqlMultiOrDdl } from './rules/sql-multi-or-ddl.ts';
import { suspiciousHost } from './rules/suspicious-host.ts';
import { templateHelperNotAllowed } from './rules/template-helper-not-allowed.ts';
import { templateProtoAccess } from './rules/template-proto-access.ts';
import { toolPromptInjection } from './rules/tool-prompt-injection.ts';
import { typeMismatch } from './rules/type-mismatch.ts';
import { unboundedLoop } from './rules/unbounded-loop.ts';
import { unboundedRetry } from './rules/unbounded-retry.ts';
import { unknownName } from './rules/unknown-name.ts';
import { unmaskedSampleData } from './rules/unmasked-sample-data.ts';
import { unmaskedSensitiveField } from './rules/unmasked-sensitive-field.ts';
import { unpinnedCatalogOrSubflow } from './rules/unpinned-catalog-or-subflow.ts';
import { unpinnedImageOrMcp } from './rules/unpinned-image-or-mcp.ts';
import { unpinnedRemoteDocument } from './rules/unpinned-remote-document.ts';
import { unsafeRetry } from './rules/unsafe-retry.ts';
import { unsafeScript } from './rules/unsafe-script.ts';
import { unusedOrUnreachable } from './rules/unused-or-unreachable.ts';
import { userinfoInUrl } from './rules/userinfo-in-url.ts';
import { weakOauth } from './rules/weak-oauth.ts';
import { wholeContextForwarded } from './rules/whole-context-forwarded.ts';

/** Every rule there is, by id. */
export const ruleTable: readonly Rule[] = [
  dangerousRuntime,
  databasePolicyAndTenant,
  errorDetailLeak,
  exoticScheme,
  extensionExfiltration,
  headerInjection,
  hostFromData,
  hostNotAllowed,
  inlineCredential,
  insecureScheme,
  jqUnsafeBuiltin,
  knownToken,
  looseEvaluation,
  noRateLimitOrBreaker,
  noTimeout,
  privateTarget,
  rawOutput,
  redirectWithCredentials,
  redos,
  reviewIntegrity,
  scriptInterpolation,
  secondOrderTemplate,
  secretDeclaration,
  secretOutsideInputFrom,
  secretToSink,
  sensitiveInUrl,
  sensitiveToSink,
  shellInterpolation,
  sqlInterpolation,
  sqlMultiOrDdl,
  suspiciousHost,
  templateHelperNotAllowed,
  templateProtoAccess,
  toolPromptInjection,
  typeMismatch,
  unboundedLoop,
  unboundedRetry,
  unknownName,
  unmaskedSampleData,
  unmaskedSensitiveField,
  unpinnedCatalogOrSubflow,
  unpinnedImageOrMcp,
  unpinnedRemoteDocument,
  unsafeRetry,
  unsafeScript,
  unusedOrUnreachable,
  userinfoInUrl,
  weakOauth,
  wholeContextForwarded,
];

const known: ReadonlyMap<string, Rule | BuiltInRule> = new Map(
  [...builtInRules, ...profileRules, ...ruleTable].map((rule) => [rule.id, rule]),
);

/** The rule that a finding names, built-in ones and profiles too; null for an id that this version does not know. */
export function ruleOf(id: string): Rule | BuiltInRule | null {
  return known.get(id) ?? null;
}
