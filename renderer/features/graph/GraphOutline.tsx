import { type KeyboardEvent, useMemo } from 'react';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { countWords } from '../../state/countWords.ts';
import { type PlacedFinding, useFindings } from '../../state/findings/findingsStore.ts';
import { setFold } from '../../state/graph/drawing.ts';
import { isSelectable, type ShownGraph } from '../../state/graph/graphStore.ts';
import { countsOf, findingsByTask, type PathStep } from '../../state/graph/marking.ts';
import { chooseTask, openSelected } from '../../state/graph/selecting.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { RowTree } from '../../ui/RowTree.tsx';
import styles from './GraphPanel.module.css';
import { changingKey } from './graphKeys.ts';
import { type OutlineLine, type OutlineRow, outlineLines, outlineRows } from './outlineRows.ts';
import { taskIcon, typeWord } from './taskIcons.ts';
import { sayRow } from './taskWords.ts';
import { stepsNow, useShownSelection } from './useShownSelection.ts';
import { sayWay, waysOut } from './wayWords.ts';

/** What a row says beside its label. */
interface Marks {
  readonly problems: string;
  readonly steps: readonly PathStep[];
}

const noFindings: readonly Finding[] = [];

function Content({ row, shown, marks }: { row: OutlineRow; shown: ShownGraph; marks: Marks }) {
  const { kind, label, detail } = row;
  const { problems, steps } = marks;
  const words = kind === 'list' || kind === 'start' ? '' : `${typeWord(kind)} ${detail}`;
  const ways = kind === 'list' ? [] : waysOut(shown, row.id).filter(({ why }) => why !== 'next');
  return (
    <>
      {kind !== 'list' && <Icon name={taskIcon(kind)} />}
      <span className={styles.label}>{label}</span>
      <span className={styles.muted}>{[words, ...ways.map(sayWay)].filter((word) => word !== '').join(' · ')}</span>
      <span className={styles.marks}>
        {steps.length > 0 && <Badge mood="info">data {steps.map(({ number }) => number).join(', ')}</Badge>}
        {problems !== '' && <Badge mood={problems.includes('error') ? 'error' : 'warning'}>{problems}</Badge>}
      </span>
    </>
  );
}

/** What rows say and show, for as long as graph, findings and the chosen problem are the same. */
function rowWords(shown: ShownGraph, findings: readonly Finding[], problem: PlacedFinding | null) {
  const marksOf = ({ id, kind, isFolded }: OutlineRow): Marks => {
    const counts = countsOf(findingsByTask(shown, findings), id, isFolded);
    const steps = stepsNow(shown, problem).filter(({ task }) => task === id || (isFolded && task.startsWith(`${id}/`)));
    return { problems: kind === 'list' ? '' : countWords(counts), steps };
  };
  return {
    name({ row }: OutlineLine): string {
      const { problems, steps } = marksOf(row);
      return sayRow(shown, row, problems, steps);
    },
    cell: ({ row }: OutlineLine) => <Content row={row} shown={shown} marks={marksOf(row)} />,
  };
}

/** Everything that the graph shows as a tree, for keyboard and screen reader; what is selected here is selected there. */
export function GraphOutline({ shown }: { readonly shown: ShownGraph }) {
  const selected = useShownSelection();
  const findings = useFindings(({ byPath }) => byPath[shown.path]?.findings ?? noFindings);
  const problem = useFindings((state) => state.selected);
  const lines = useMemo(() => outlineLines(outlineRows(shown)), [shown]);
  const { name, cell } = useMemo(() => rowWords(shown, findings, problem), [shown, findings, problem]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!changingKey(event, shown.path)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.outline} onKeyDownCapture={onKeyDown} data-own-undo>
      <RowTree
        label="Outline of the graph"
        lines={lines}
        selected={selected}
        name={name}
        cell={cell}
        onSelect={(id) => {
          if (isSelectable(shown, id)) chooseTask(id);
        }}
        onFold={(id, isFolded) => {
          if (isSelectable(shown, id)) setFold(id, isFolded);
        }}
        onOpen={() => void openSelected()}
      />
    </div>
  );
}
