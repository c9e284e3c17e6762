import { type ReactNode, useMemo, useState } from 'react';
import { type Key, ListLayout, Tree, Virtualizer } from 'react-aria-components';
import type { Json } from '../../../shared/base/json.ts';
import type { TaskRecord } from '../../../shared/simulation/trace.ts';
import { revealPointer } from '../../state/documents/revealing.ts';
import { type ShownRun, selectTask, useRuns } from '../../state/runs/runsStore.ts';
import { addStub, lacksStub } from '../../state/runs/stubbing.ts';
import { type TraceNode, traceTree } from '../../state/runs/traceTree.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { rowLayout } from '../../ui/rowLayout.ts';
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

function Part({ name, value }: { name: string; value: Json }) {
  return (
    <>
      <p className={styles.part}>{name}</p>
      <JsonView label={`${name} of the task`} value={value} />
    </>
  );
}

function TaskDetails({ task, run }: { task: TaskRecord; run: ShownRun }) {
  const unanswered =
    task.error === null ? undefined : run.trace.effects.find((one) => one.task === task.reference && lacksStub(one));
  return (
    <section className={styles.details} aria-label="About the selected task">
      <h2 className={styles.heading}>
        {task.name} <Badge mood={statusMood(task.status)}>{task.status}</Badge>
        <Button variant="quiet" onPress={() => void revealPointer(run.workflow, task.reference)}>
          Show in the editor
        </Button>
        {unanswered !== undefined && (
          <Button icon="plus" onPress={() => void addStub(run, unanswered)}>
            Add a stub for it
          </Button>
        )}
      </h2>
      <p className={styles.quiet}>{task.reference}</p>
      {task.error !== null && <Part name="Error" value={{ ...task.error }} />}
      <Part name="Input" value={task.input} />
      <Part name="Output" value={task.output} />
    </section>
  );
}

/** Tasks up to which the trace is unfolded at once; a longer one is read from the outside in. */
const unfolded = 500;

function expandedAtFirst({ tasks }: ShownRun['trace']): Set<Key> {
  return new Set(tasks.length > unfolded ? [] : tasks.keys());
}

function TaskTree({ run }: { run: ShownRun }) {
  const selected = useRuns((state) => state.task);
  const { tasks } = run.trace;
  const [expanded, setExpanded] = useState(() => expandedAtFirst(run.trace));
  const tree = useMemo(() => traceTree(tasks), [tasks]);
  // Rows that are folded away are not even made: a long run would take a second to be shown.
  const rows = useMemo(() => taskRows(tree, expanded), [tree, expanded]);
  const select = (keys: 'all' | Set<Key>) => {
    const [key] = keys === 'all' ? [] : keys;
    if (key !== undefined) selectTask(Number(key));
  };
  return (
    <Virtualizer layout={ListLayout} layoutOptions={rowLayout}>
      <Tree
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

/** The tasks of a run as they ran, and what went into and came out of the selected one. */
export function TraceView({ run }: { readonly run: ShownRun }) {
  const selected = useRuns((state) => state.task);
  const { tasks } = run.trace;
  if (tasks.length === 0) return <EmptyState icon="list" title="No task ran. The outcome says why." />;
  const task = selected === null ? undefined : tasks[selected];
  return (
    <div className={styles.split}>
      <TaskTree key={run.id} run={run} />
      {task !== undefined && <TaskDetails task={task} run={run} />}
    </div>
  );
}
