import type { CheckContext } from '../../../shared/diagnostics/checkContext.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import type { WorkflowName } from '../../../shared/workflow/workflowName.ts';
import type { Surroundings } from '../rehearsal/gatherTexts.ts';
import { gatherWorkflows } from './gatherWorkflows.ts';
import { type SampledScenario, sampleFields } from './sampleFields.ts';

/** Where a check finds what lies around a definition. */
export interface CheckSurroundings extends Pick<Surroundings, 'findWorkflows'> {
  /** The scenarios of the definition. */
  scenarios(): Promise<readonly SampledScenario[]>;
}

/** What a check of a definition that runs `workflows` takes from around it: the same for the window, a seal and the command line. */
export async function gatherContext(
  workflows: readonly WorkflowName[],
  policy: Policy,
  around: CheckSurroundings,
): Promise<CheckContext> {
  return {
    workflows: await gatherWorkflows(workflows, around),
    fields: await sampleFields(await around.scenarios(), policy),
  };
}
