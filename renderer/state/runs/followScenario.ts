import { workflowOf } from '../documents/companions.ts';
import { useDocuments } from '../documents/documentsStore.ts';
import { choiceFor } from './rehearsing.ts';
import { chooseRun } from './runsStore.ts';

/** Sets the rehearsal of a workflow to the scenario that comes to the front; the function that comes back stops it. */
export function startFollowingScenario(): () => void {
  return useDocuments.subscribe(({ active, open, entries }, before) => {
    if (active === null || active === before.active || open[active]?.kind !== 'scenario') return;
    const workflow = workflowOf(active, entries);
    if (workflow !== null)
      chooseRun(workflow, { ...choiceFor(workflow), scenario: active, input: { kind: 'scenario' } });
  });
}
