import { appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { SealContents, SealedText } from '../../../shared/bundle/seal.ts';
import type { CheckedFile } from '../../../shared/diagnostics/checkedFile.ts';
import { checkDocument } from '../../../shared/diagnostics/runRules.ts';
import { sarifReport } from '../../../shared/diagnostics/sarif.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { Trace } from '../../../shared/simulation/trace.ts';
import { parseDocument } from '../../../shared/workflow/parseDocument.ts';

/** A definition that is to be sealed, with the scenarios that are its evidence. */
export interface DefinitionToSeal extends SealedText {
  readonly scenarios: readonly SealedText[];
}

/** What is to be sealed, and what it is checked against. */
export interface SealRequest {
  readonly definitions: readonly DefinitionToSeal[];
  readonly policy: Policy;
  /** `YYYY-MM-DD`, for waivers. */
  readonly today: string;
  /** Names, columns and masking of the data sets; never rows. */
  readonly datasets: Json;
  readonly previous: string | null;
}

/** Rehearses a definition under one of its scenarios. */
export type RehearseScenario = (definition: SealedText, scenario: SealedText) => Promise<Result<Trace>>;

/** Checks every definition and rehearses every scenario: what a seal will vouch for. Says nothing on whether it may be sealed. */
export async function prepareSeal(request: SealRequest, rehearse: RehearseScenario): Promise<Result<SealContents>> {
  const checked: CheckedFile[] = [];
  const evidence: { scenario: string; trace: Trace }[] = [];
  for (const definition of request.definitions) {
    const document = parseDocument(definition.text);
    if (!document.ok) return err({ ...document.error, message: `${definition.name}: ${document.error.message}` });
    const findings = checkDocument(document.value, { policy: request.policy, today: request.today });
    checked.push({ path: definition.name, text: definition.text, findings });
    for (const scenario of definition.scenarios) {
      const trace = await rehearse(definition, scenario);
      if (!trace.ok) return err(appError(trace.error.code, `${scenario.name}: ${trace.error.message}`));
      evidence.push({ scenario: scenario.name, trace: trace.value });
    }
  }
  return ok({
    definitions: request.definitions.map(({ name, text }) => ({ name, text })),
    scenarios: request.definitions.flatMap(({ scenarios }) => scenarios),
    findings: checked.flatMap(({ findings }) => findings),
    sarif: sarifReport(checked),
    evidence,
    policy: request.policy as unknown as Json,
    datasets: request.datasets,
    previous: request.previous,
  });
}
