import { CommandButton } from '../../commands/CommandButton.tsx';
import { countOf, showCount } from '../../state/countWords.ts';
import { choiceFor } from '../../state/runs/rehearsing.ts';
import { type CurrentRun, type ShownRun, useRuns } from '../../state/runs/runsStore.ts';
import { copyText } from '../../state/workbench/copyText.ts';
import { Badge } from '../../ui/Badge.tsx';
import { IconButton } from '../../ui/Button.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Outdated } from './Outdated.tsx';
import styles from './Rehearsal.module.css';
import { statusMood } from './statusMood.ts';

function progressWords({ state, what, progress }: CurrentRun): string {
  if (state === 'cancelling') return 'Cancelling…';
  const { tasks, effects, done, total } = progress;
  const isKnown = done !== undefined && total !== undefined;
  if (what === 'batch')
    return isKnown ? `Rehearsing: ${showCount(done)} of ${countOf(total, 'row')}` : 'Rehearsing the rows';
  const scenarios = isKnown ? `${done} of ${countOf(total, 'scenario')}, ` : '';
  return `Rehearsing: ${scenarios}${countOf(tasks, 'task')}, ${countOf(effects, 'effect')}`;
}

function Summary({ run }: { run: ShownRun }) {
  const { status, digest, tasks, effects } = run.trace;
  return (
    <span className={styles.summary} role="status">
      <Badge mood={statusMood(status)}>{status}</Badge>
      <Outdated workflow={run.workflow} text={run.request.text} />
      <span>
        {countOf(tasks.length, 'task')} · {countOf(effects.length, 'effect')}
      </span>
      {digest !== null && (
        <>
          <code className={styles.digest} title={digest}>
            {digest.slice(0, 19)}…
          </code>
          <IconButton icon="copy" label="Copy the digest" onPress={() => void copyText(digest)} />
        </>
      )}
      <CommandButton command="trace.scenario" iconOnly />
    </span>
  );
}

/** Says, always, that a rehearsal is not the real thing; and how far it is, or how it ended. */
export function RehearsalNotice({ workflow }: { readonly workflow: string }) {
  const { current, shown } = useRuns();
  const choice = choiceFor(workflow);
  const next = choice.seed || (choice.scenario === null ? '1' : 'of the scenario');
  const seed = shown?.workflow === workflow ? shown.trace.seed : next;
  const busy = current !== null && (current.state === 'running' || current.state === 'cancelling');
  const { done, total } = current?.progress ?? {};
  return (
    <div className={styles.notice}>
      <span>masked sample · seed {seed} · no network</span>
      {!busy && shown?.workflow === workflow && <Summary run={shown} />}
      {busy && <span role="status">{progressWords(current)}</span>}
      {busy && <ProgressLine label="Rehearsal" done={done} total={total} />}
    </div>
  );
}
