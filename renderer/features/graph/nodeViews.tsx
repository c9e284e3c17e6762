import { memo } from 'react';
import type { Severity } from '../../../shared/diagnostics/finding.ts';
import { severities } from '../../../shared/diagnostics/finding.ts';
import { useFindings } from '../../state/findings/findingsStore.ts';
import { setFold } from '../../state/graph/drawing.ts';
import { useGraph } from '../../state/graph/graphStore.ts';
import { countsOf, findingsByTask } from '../../state/graph/marking.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SeverityIcon } from '../../ui/SeverityIcon.tsx';
import type { PlacedNode, PlacedRegion } from '../../workers/graph/graphPicture.ts';
import { boxStyle } from './boxStyle.ts';
import styles from './GraphCanvas.module.css';
import { taskIcon, typeWord } from './taskIcons.ts';
import { useShownSelection, useStepsAt } from './useShownSelection.ts';

const noCounts = '0 0 0';

/** Counts as a text, so that a node is drawn again only where they change. */
function useCounts(id: string, withInside: boolean): Record<Severity, number> {
  const shown = useGraph((state) => state.shown);
  const text = useFindings(({ byPath }) => {
    const checked = shown === null ? undefined : byPath[shown.path];
    if (shown === null || checked === undefined) return noCounts;
    const { error, warning, note } = countsOf(findingsByTask(shown, checked.findings), id, withInside);
    return `${error} ${warning} ${note}`;
  });
  const [error = 0, warning = 0, note = 0] = text.split(' ').map(Number);
  return { error, warning, note };
}

function Counts({ id, withInside }: { readonly id: string; readonly withInside: boolean }) {
  const counts = useCounts(id, withInside);
  return severities.map((severity) =>
    counts[severity] === 0 ? null : (
      <span key={severity} className={styles.count}>
        <SeverityIcon severity={severity} size={12} count={counts[severity]} />
      </span>
    ),
  );
}

function Steps({ id }: { readonly id: string }) {
  const steps = useStepsAt(id);
  return steps === '' ? null : <span className={styles.steps}>{steps}</span>;
}

/** A task: icon, name, type and what it does; open containers show this above what is inside of them. */
export const TaskView = memo(function TaskView({ placed }: { readonly placed: PlacedNode }) {
  const { id, kind, label, detail, condition, container } = placed;
  const isSelected = useShownSelection() === id;
  const words = [typeWord(kind), detail].filter((word) => word !== '').join(' ');
  return (
    <div
      className={classes(styles.task, styles[container], kind === 'rest' && styles.rest, isSelected && styles.selected)}
      style={boxStyle(placed, 'tasks')}
      data-node={id}
      title={[label, words, condition === null ? '' : `if ${condition}`].filter((word) => word !== '').join('\n')}
    >
      <div className={styles.head}>
        <span className={styles.icon}>
          <Icon name={taskIcon(kind)} />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>{label}</span>
          <span className={styles.type}>{words}</span>
        </span>
        {condition !== null && <span className={styles.condition}>if</span>}
        <Counts id={id} withInside={container === 'folded'} />
        {container !== 'none' && (
          <button
            type="button"
            tabIndex={-1}
            className={styles.fold}
            title={container === 'folded' ? 'Unfold' : 'Fold'}
            onClick={(event) => {
              event.stopPropagation();
              setFold(id, container === 'open');
            }}
          >
            <Icon name={container === 'folded' ? 'chevron-right' : 'chevron-down'} size={12} />
          </button>
        )}
      </div>
      <Steps id={id} />
    </div>
  );
});

/** Where a list begins or ends. */
export const PlaceView = memo(function PlaceView({ placed }: { readonly placed: PlacedNode }) {
  const { id, kind } = placed;
  const isSelected = useShownSelection() === id;
  return (
    <div
      className={classes(styles.place, styles[`${kind}Place`], isSelected && styles.selected)}
      style={boxStyle(placed, 'tasks')}
      data-node={id}
    >
      {kind}
      {kind === 'start' && <Counts id={id} withInside={false} />}
      <Steps id={id} />
    </div>
  );
});

/** The frame of a list inside a container. */
export const RegionView = memo(function RegionView({ placed }: { readonly placed: PlacedRegion }) {
  return (
    <div
      className={classes(styles.region, placed.region === 'catch' && styles.catching)}
      style={boxStyle(placed, 'frames')}
    >
      <span className={styles.title} title={placed.title}>
        {placed.title}
      </span>
    </div>
  );
});
