import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import { type Key, ListLayout, Tree, Virtualizer } from 'react-aria-components';
import type { Finding } from '../../../shared/diagnostics/finding.ts';
import { useFindings } from '../../state/findings/findingsStore.ts';
import { setFold } from '../../state/graph/drawing.ts';
import { isSelectable, type ShownGraph } from '../../state/graph/graphStore.ts';
import { countsOf, findingsByTask, type PathStep } from '../../state/graph/marking.ts';
import { chooseTask, openSelected } from '../../state/graph/selecting.ts';
import { Badge } from '../../ui/Badge.tsx';
import { rowLayout } from '../../ui/rowLayout.ts';
import { scrollToRow } from '../../ui/scrollToRow.ts';
import { TreeRow } from '../../ui/TreeRow.tsx';
import styles from './GraphPanel.module.css';
import { changingKey } from './graphKeys.ts';
import { type OutlineRow, openRows, outlineRows, rowIds } from './outlineRows.ts';
import { taskIcon, typeWord } from './taskIcons.ts';
import { countWords, sayRow } from './taskWords.ts';
import { stepsNow, useShownSelection } from './useShownSelection.ts';
import { sayWay, waysOut } from './wayWords.ts';

/** What rows say beside their labels. */
interface Marks {
  readonly shown: ShownGraph;
  readonly byTask: ReadonlyMap<string, readonly Finding[]>;
  readonly steps: readonly PathStep[];
}

const noFindings: readonly Finding[] = [];

function Content({
  row,
  shown,
  problems,
  steps,
}: {
  row: OutlineRow;
  shown: ShownGraph;
  problems: string;
  steps: string;
}) {
  const words = row.kind === 'list' || row.kind === 'start' ? '' : `${typeWord(row.kind)} ${row.detail}`;
  const ways = row.kind === 'list' ? [] : waysOut(shown, row.id).filter(({ why }) => why !== 'next');
  return (
    <>
      <span className={styles.muted}>{[words, ...ways.map(sayWay)].filter((word) => word !== '').join(' · ')}</span>
      <span className={styles.marks}>
        {steps !== '' && <Badge mood="info">data {steps}</Badge>}
        {problems !== '' && <Badge mood={problems.includes('error') ? 'error' : 'warning'}>{problems}</Badge>}
      </span>
    </>
  );
}

// Not a component: the tree wants its rows themselves.
function treeRows(rows: readonly OutlineRow[], marks: Marks): ReactNode[] {
  const { shown, byTask } = marks;
  return rows.map((row) => {
    const problems = row.kind === 'list' ? '' : countWords(countsOf(byTask, row.id, row.isFolded));
    const steps = marks.steps.filter(({ task }) => task === row.id || (row.isFolded && task.startsWith(`${row.id}/`)));
    const name = sayRow(shown, row, problems, steps);
    const numbers = steps.map(({ number }) => number).join(', ');
    return (
      <TreeRow
        key={row.id}
        id={row.id}
        label={row.label}
        name={name}
        title={name}
        {...(row.kind !== 'list' && { icon: taskIcon(row.kind) })}
        hasRows={row.isFolded || row.rows.length > 0}
        content={<Content row={row} shown={shown} problems={problems} steps={numbers} />}
      >
        {treeRows(row.rows, marks)}
      </TreeRow>
    );
  });
}

function toggle(shown: ShownGraph, before: readonly string[], after: ReadonlySet<Key>): void {
  for (const id of before) if (!after.has(id) && isSelectable(shown, id)) setFold(id, true);
  for (const key of after)
    if (!before.includes(String(key)) && isSelectable(shown, String(key))) setFold(String(key), false);
}

/** Everything that the graph shows as a tree, for keyboard and screen reader; what is selected here is selected there. */
export function GraphOutline({ shown }: { readonly shown: ShownGraph }) {
  const selected = useShownSelection();
  const findings = useFindings(({ byPath }) => byPath[shown.path]?.findings ?? noFindings);
  const problem = useFindings((state) => state.selected);
  const element = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => outlineRows(shown), [shown]);
  const open = useMemo(() => openRows(rows), [rows]);
  const marked = useMemo(() => {
    const marks = { shown, byTask: findingsByTask(shown, findings), steps: stepsNow(shown, problem) };
    return treeRows(rows, marks);
  }, [shown, rows, findings, problem]);
  useEffect(() => {
    const row = selected === null ? -1 : rowIds(rows).indexOf(selected);
    if (row >= 0 && element.current !== null) scrollToRow(element.current, row);
  }, [rows, selected]);
  const select = (keys: 'all' | Set<Key>) => {
    const [key] = keys === 'all' ? [] : keys;
    if (key !== undefined && isSelectable(shown, String(key))) chooseTask(String(key));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!changingKey(event, shown.path)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={styles.outline} ref={element} onKeyDownCapture={onKeyDown}>
      <Virtualizer layout={ListLayout} layoutOptions={rowLayout}>
        <Tree
          aria-label="Outline of the graph"
          selectionMode="single"
          selectionBehavior="replace"
          selectedKeys={selected === null ? [] : [selected]}
          onSelectionChange={select}
          onAction={() => void openSelected()}
          expandedKeys={open}
          onExpandedChange={(keys) => toggle(shown, open, keys)}
        >
          {marked}
        </Tree>
      </Virtualizer>
    </div>
  );
}
