import { CommandButton } from '../../commands/CommandButton.tsx';
import { workflowOf } from '../../state/documents/companions.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { useRuns } from '../../state/runs/runsStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { RehearsalNotice } from './RehearsalNotice.tsx';
import { RunBar } from './RunBar.tsx';
import { RunResult } from './RunResult.tsx';

function useWorkflow(): string | null {
  return useDocuments(({ active, entries }) => (active === null ? null : workflowOf(active, entries)));
}

function Failure({ workflow }: { readonly workflow: string }) {
  const current = useRuns((state) => state.current);
  if (current?.error == null || current.workflow !== workflow) return null;
  return (
    <Banner mood="error">
      {current.error.message} {current.error.hint}
    </Banner>
  );
}

function NothingYet() {
  const isBusy = useRuns(({ current }) => current?.state === 'running' || current?.state === 'cancelling');
  if (isBusy) {
    const action = <CommandButton command="rehearsal.cancel" />;
    return <EmptyState icon="play" title="What comes of it is shown when it ends." action={action} />;
  }
  const action = <CommandButton command="rehearsal.run" variant="primary" />;
  return (
    <EmptyState icon="play" title="Nothing has been rehearsed yet" action={action}>
      Every side effect is recorded and none happens: time is virtual, answers come from stubs.
    </EmptyState>
  );
}

/** The Rehearsal panel: what to run, that nothing of it is real, and what came out. */
export function RehearsalPanel() {
  const workflow = useWorkflow();
  const something = useRuns(
    ({ shown, tests, batch, kept }) => shown !== null || tests !== null || batch !== null || kept.length > 0,
  );
  if (workflow === null) {
    const action = <CommandButton command="document.open" variant="primary" />;
    return <EmptyState icon="play" title="Open a workflow to rehearse it." action={action} />;
  }
  const header = (
    <>
      <RunBar workflow={workflow} />
      <RehearsalNotice workflow={workflow} />
      <Failure workflow={workflow} />
    </>
  );
  return <Panel header={header}>{something ? <RunResult workflow={workflow} /> : <NothingYet />}</Panel>;
}
