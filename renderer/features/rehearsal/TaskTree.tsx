import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { type Key, ListLayout, Tree, Virtualizer } from 'react-aria-components';
import type { TaskRecord } from '../../../shared/simulation/trace.ts';
import { revealPointer } from '../../state/documents/revealing.ts';
import { type ShownRun, useRuns } from '../../state/runs/runsStore.ts';
import { stepTo } from '../../state/runs/stepping.ts';
import { rowOf, type TraceNode, tasksAround, traceTree } from '../../state/runs/traceTree.ts';
import { Badge } from '../../ui/Badge.tsx';
import { rowLayout } from '../../ui/rowLayout.ts';
import { scrollToRow } from '../../ui/scrollToRow.ts';
import { TreeRow } from '../../ui/TreeRow.tsx';
import styles from './Rehearsal.module.css';
import { statusMood } from './statusMood.ts';
import { virtualTime } from './virtualTime.ts';

function TaskMarks({ task }: { task: TaskRecord }) {
  return (
    <span className={styles.marks}>
      {task.iteration.length > 0 && <span className={styles.quiet}>#{task.iteration.join('.')}</span>}
      {task.attempt > 1 && <span className={styles.quiet}>attempt {task.attempt}</span>}
      <span className={styles.quiet}>{virtualTime(task.startedAt, task.endedAt)}</span>
      <Badge mood={statusMood(task.status)}>{task.status}</Badge>
    </span>
  );
}

// Not a component: the tree wants its rows themselves.
function taskRows(nodes: readonly TraceNode[], expanded: ReadonlySet<Key>): ReactNode[] {
  return nodes.map(({ index, task, children }) => (
    <TreeRow
      key={index}
      id={index}
      label={`${task.name} (${task.type})`}
      title={task.reference}
      hasRows={children.length > 0}
      content={<TaskMarks task={task} />}
    >
      {expanded.has(index) ? taskRows(children, expanded) : []}
    </TreeRow>
  ));
}

/** Tasks up to which the trace is unfolded at once; a longer one is read from the outside in. */
const unfolded = 500;

function expandedAtFirst({ tasks }: ShownRun['trace']): Set<Key> {
  return new Set(tasks.length > unfolded ? [] : tasks.keys());
}

/** The tasks of a run as they ran: what ran inside what. The current step is the selected row. */
export function TaskTree({ run }: { readonly run: ShownRun }) {
  const selected = useRuns((state) => state.task);
  const { tasks } = run.trace;
  const [expanded, setExpanded] = useState(() => expandedAtFirst(run.trace));
  const tree = useMemo(() => traceTree(tasks), [tasks]);
  // Rows that are folded away are not even made: a long run would take a second to be shown.
  const rows = useMemo(() => taskRows(tree, expanded), [tree, expanded]);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (selected === null) return;
    const around = tasksAround(tree, selected) ?? [];
    setExpanded((now) => (around.every((index) => now.has(index)) ? now : new Set([...now, ...around])));
  }, [tree, selected]);
  useEffect(() => {
    const row = selected === null ? -1 : rowOf(tree, expanded, selected);
    if (row >= 0 && element.current !== null) scrollToRow(element.current, row);
  }, [tree, expanded, selected]);
  const select = (keys: 'all' | Set<Key>) => {
    const [key] = keys === 'all' ? [] : keys;
    if (key !== undefined) void stepTo(Number(key));
  };
  return (
    <Virtualizer layout={ListLayout} layoutOptions={rowLayout}>
      <Tree
        ref={element}
        aria-label="Tasks that ran"
        className={styles.tasks ?? ''}
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={selected === null ? [] : [selected]}
        onSelectionChange={select}
        onAction={(key) => void revealPointer(run.workflow, tasks[Number(key)]?.reference ?? '')}
        expandedKeys={expanded}
        onExpandedChange={(keys) => setExpanded(new Set(keys))}
      >
        {rows}
      </Tree>
    </Virtualizer>
  );
}
