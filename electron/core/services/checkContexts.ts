import type { CheckContext } from '../../../shared/diagnostics/checkContext.ts';
import type { WorkflowName } from '../../../shared/workflow/workflowName.ts';
import { gatherContext } from '../checking/gatherContext.ts';
import type { PolicyService } from './policy.ts';
import type { ScenarioFiles } from './scenarioFiles.ts';

/** What lies in the workspace around a workflow that runs the named ones: saved texts, and columns of data sets. */
export type ContextOf = (path: string, runs: readonly WorkflowName[]) => Promise<CheckContext>;

/** Gathers contexts from the documents and data sets of the workspace. */
export function contextsOf(scenarios: ScenarioFiles, policy: PolicyService): ContextOf {
  return (path, runs) =>
    gatherContext(runs, policy().policy, {
      findWorkflows: scenarios.around(path).findWorkflows,
      scenarios: async () => scenarios.sampledScenarios(path),
    });
}
