import { choiceFor } from '../../state/runs/rehearsing.ts';
import { type CurrentRun, useRuns } from '../../state/runs/runsStore.ts';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import styles from './Rehearsal.module.css';

function progressWords({ state, progress }: CurrentRun): string {
  if (state === 'cancelling') return 'Cancelling…';
  const { tasks, effects, done, total } = progress;
  const scenarios = done === undefined || total === undefined ? '' : `${done} of ${total} scenarios, `;
  return `Rehearsing: ${scenarios}${tasks} tasks, ${effects} effects`;
}

/** Says, always, that a rehearsal is not the real thing; and how far it is. */
export function RehearsalNotice({ workflow }: { readonly workflow: string }) {
  const { current, shown } = useRuns();
  const seed = shown?.workflow === workflow ? String(shown.trace.seed) : choiceFor(workflow).seed || 'of the scenario';
  const busy = current !== null && (current.state === 'running' || current.state === 'cancelling');
  const { done, total } = current?.progress ?? {};
  return (
    <div className={styles.notice}>
      <span>masked sample · seed {seed} · no network</span>
      {busy && <span role="status">{progressWords(current)}</span>}
      {busy && <ProgressLine label="Rehearsal" done={done} total={total} />}
    </div>
  );
}
