import { CommandButton } from '../../commands/CommandButton.tsx';
import { type ShownRun, useRuns } from '../../state/runs/runsStore.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './Rehearsal.module.css';
import { StepBar } from './StepBar.tsx';
import { TaskDetails } from './TaskDetails.tsx';
import { TaskTree } from './TaskTree.tsx';

/** The tasks of a run as they ran, to be stepped through, and everything about the one that is the current step. */
export function TraceView({ run }: { readonly run: ShownRun }) {
  const selected = useRuns((state) => state.task);
  const { tasks } = run.trace;
  if (tasks.length === 0) {
    const action = <CommandButton command="rehearsal.run" />;
    return <EmptyState icon="list" title="No task ran. The outcome says why." action={action} />;
  }
  const task = selected === null ? undefined : tasks[selected];
  return (
    <div className={styles.split}>
      <div className={styles.steps}>
        <StepBar run={run} />
        <TaskTree key={run.id} run={run} />
      </div>
      {task !== undefined && selected !== null && <TaskDetails task={task} index={selected} run={run} />}
    </div>
  );
}
