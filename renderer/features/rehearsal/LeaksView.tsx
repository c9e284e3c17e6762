import type { LeakRecord } from '../../../shared/simulation/trace.ts';
import { revealPointer } from '../../state/documents/revealing.ts';
import type { ShownRun } from '../../state/runs/runsStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import styles from './Rehearsal.module.css';

function effectOf({ effect }: LeakRecord, run: ShownRun): string {
  if (effect === undefined) return 'an effect that the run has with other values only';
  return `effect ${effect + 1}, ${run.trace.effects[effect]?.kind ?? ''}`;
}

/** Sensitive values that leave in effects: from where, in which effect and in what form. Never the values. */
export function LeaksView({ run }: { readonly run: ShownRun }) {
  const { leaks = [] } = run.trace;
  return (
    <div className={styles.page}>
      {run.leaksNote !== undefined && <Banner mood="warning">{run.leaksNote}</Banner>}
      {leaks.length === 0 && run.trace.leaks !== undefined && (
        <EmptyState icon="check" title="No sensitive value of the input leaves in an effect." />
      )}
      {leaks.length > 0 && (
        <ul className={styles.list} aria-label="Leaks">
          {leaks.map((leak) => (
            <li key={`${leak.class} ${leak.from} ${leak.effect} ${leak.task} ${leak.where}`}>
              <Badge mood="error">{leak.class}</Badge> from {leak.from === '' ? 'the input' : leak.from}, {leak.form},
              in {effectOf(leak, run)} at {leak.where}
              <Button variant="quiet" onPress={() => void revealPointer(run.workflow, leak.task)}>
                Show {leak.task} in the editor
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
