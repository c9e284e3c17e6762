import { useEffect, useMemo } from 'react';
import type { Json } from '../../../shared/base/json.ts';
import { effectsOfTask } from '../../../shared/simulation/effectsOfTask.ts';
import type { EffectRecord, TaskRecord } from '../../../shared/simulation/trace.ts';
import { revealPointer } from '../../state/documents/revealing.ts';
import { inspectTask } from '../../state/runs/inspecting.ts';
import { type ShownRun, type TaskInspection, useRuns } from '../../state/runs/runsStore.ts';
import { addStub, lacksStub } from '../../state/runs/stubbing.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ExpressionsView } from './ExpressionsView.tsx';
import styles from './Rehearsal.module.css';
import { statusMood } from './statusMood.ts';

/** How long a step has to be looked at before its expressions are asked for, in milliseconds. */
const inspectAfter = 150;

function useInspection(run: ShownRun, task: number): TaskInspection | null {
  useEffect(() => {
    const timer = setTimeout(() => void inspectTask(run, task), inspectAfter);
    return () => clearTimeout(timer);
  }, [run, task]);
  const inspected = useRuns((state) => state.inspected);
  return inspected?.run === run.id && inspected.task === task ? inspected : null;
}

function Part({ name, value }: { name: string; value: Json }) {
  return (
    <>
      <p className={styles.part}>{name}</p>
      <JsonView label={`${name} of the task`} value={value} />
    </>
  );
}

function Data({ task, inspected }: { task: TaskRecord; inspected: TaskInspection | null }) {
  const context = inspected?.inspection?.context ?? null;
  const isSame = context !== null && JSON.stringify(context.before) === JSON.stringify(context.after);
  return (
    <div className={styles.data}>
      {task.error !== null && <Part name="Error" value={{ ...task.error }} />}
      <Part name="Input" value={task.input} />
      <Part name="Output" value={task.output} />
      {context !== null && <Part name={isSame ? '$context' : '$context before'} value={context.before} />}
      {context !== null && !isSame && <Part name="$context after" value={context.after} />}
    </div>
  );
}

function Effects({ effects, run }: { effects: readonly EffectRecord[]; run: ShownRun }) {
  if (effects.length === 0) return <p className={styles.quiet}>This task has no side effects.</p>;
  return effects.map((effect, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: effects of a trace never change their order
    <section key={index} aria-label={`Effect ${index + 1}`}>
      <p className={styles.part}>
        {effect.kind} {effect.stub === null ? <Badge>no stub</Badge> : `answered by ${effect.stub}`}{' '}
        {lacksStub(effect) && (
          <Button icon="plus" onPress={() => void addStub(run, effect)}>
            Add a stub for it
          </Button>
        )}
      </p>
      <JsonView label={`Request of effect ${index + 1}`} value={effect.request} />
      <JsonView label={`Answer of effect ${index + 1}`} value={effect.response} />
    </section>
  ));
}

interface TaskDetailsProps {
  readonly task: TaskRecord;
  /** Its index in the trace. */
  readonly index: number;
  readonly run: ShownRun;
}

/** The current step: what went in and came out, its expressions, its effects. */
export function TaskDetails({ task, index, run }: TaskDetailsProps) {
  const inspected = useInspection(run, index);
  const effects = useMemo(() => effectsOfTask(run.trace, index), [run, index]);
  const unanswered = task.error === null ? undefined : effects.find(lacksStub);
  const count = inspected?.inspection?.expressions.length;
  const tabs = [
    { id: 'data', title: 'Data', content: <Data task={task} inspected={inspected} /> },
    {
      id: 'expressions',
      title: count === undefined ? 'Expressions' : `Expressions ${count}`,
      content: <ExpressionsView key={index} task={task} index={index} run={run} inspected={inspected} />,
    },
    {
      id: 'effects',
      title: `Effects ${effects.length}`,
      content: <Effects effects={effects} run={run} />,
    },
  ];
  return (
    <section className={styles.stepDetails} aria-label="About the selected task">
      <h2 className={styles.heading}>
        {task.name} <Badge mood={statusMood(task.status)}>{task.status}</Badge>
        <span className={styles.quiet}>{task.reference}</span>
        <Button variant="quiet" onPress={() => void revealPointer(run.workflow, task.reference)}>
          Show in the editor
        </Button>
        {unanswered !== undefined && (
          <Button icon="plus" onPress={() => void addStub(run, unanswered)}>
            Add a stub for it
          </Button>
        )}
      </h2>
      <Tabs label="About the task" tabs={tabs} />
    </section>
  );
}
