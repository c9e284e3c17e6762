import { CommandButton } from '../../commands/CommandButton.tsx';
import { type ShownRun, useRuns } from '../../state/runs/runsStore.ts';
import { PanelBar } from '../../ui/Panel.tsx';
import styles from './Rehearsal.module.css';

/** Goes through the steps of a run, one on or one back, and says where it is. */
export function StepBar({ run: { trace } }: { readonly run: ShownRun }) {
  const task = useRuns((state) => state.task);
  const record = task === null ? undefined : trace.tasks[task];
  return (
    <PanelBar label="Steps">
      <CommandButton command="trace.previous" iconOnly />
      <CommandButton command="trace.next" iconOnly />
      <span role="status" className={styles.step}>
        {record === undefined || task === null
          ? `${trace.tasks.length} steps`
          : `Step ${task + 1} of ${trace.tasks.length}: ${record.name}, ${record.status}`}
      </span>
    </PanelBar>
  );
}
