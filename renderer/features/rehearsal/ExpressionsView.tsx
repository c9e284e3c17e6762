import { useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { TaskRecord } from '../../../shared/simulation/trace.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { inspectAgain } from '../../state/runs/inspecting.ts';
import type { InspectedExpression, Inspection, ShownRun, TaskInspection } from '../../state/runs/runsStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import choosable from '../../ui/choosable.module.css';
import { classes } from '../../ui/classes.ts';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { ExpressionEditor } from './ExpressionEditor.tsx';
import styles from './Expressions.module.css';
import { expressionLabel } from './expressionLabel.ts';

const longestShown = 200;

function resultText({ output, error }: InspectedExpression): string {
  return error ?? JSON.stringify(output).slice(0, longestShown);
}

interface ListProps {
  readonly task: TaskRecord;
  readonly expressions: readonly InspectedExpression[];
  readonly selected: number;
  readonly onSelect: (index: number) => void;
}

function ExpressionList({ task, expressions, selected, onSelect }: ListProps) {
  return (
    <ListBox
      aria-label="Expressions of the task"
      className={styles.list ?? ''}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : keys;
        if (key !== undefined) onSelect(Number(key));
      }}
    >
      {expressions.map((one, index) => {
        const place = expressionLabel(one.pointer, task.reference);
        return (
          <ListBoxItem
            // biome-ignore lint/suspicious/noArrayIndexKey: the evaluations of a task never change their order
            key={index}
            id={index}
            textValue={`${place}: ${one.expression}`}
            className={classes(choosable.choosable, styles.row)}
          >
            <span className={styles.place}>{place}</span>
            <code className={styles.code}>{one.expression}</code>
            <span className={styles.result}>
              {one.error !== null && <Badge mood="error">failed</Badge>} <code>{resultText(one)}</code>
            </span>
          </ListBoxItem>
        );
      })}
    </ListBox>
  );
}

interface InspectedProps {
  readonly task: TaskRecord;
  readonly run: ShownRun;
  readonly inspection: Inspection;
}

function Inspected({ task, run, inspection }: InspectedProps) {
  const { expressions, omitted } = inspection;
  const [selected, setSelected] = useState(() =>
    Math.max(
      0,
      expressions.findIndex(({ error }) => error !== null),
    ),
  );
  const expression = expressions[selected];
  if (expression === undefined) {
    const words = omitted === 0 ? 'This task evaluated no expression.' : 'Its expressions saw more data than is shown.';
    return <p className={styles.quiet}>{words}</p>;
  }
  return (
    <div className={styles.expressions}>
      <ExpressionList task={task} expressions={expressions} selected={selected} onSelect={setSelected} />
      {omitted > 0 && <p className={styles.quiet}>{omitted} more are not shown.</p>}
      <ExpressionEditor key={selected} task={task} run={run} inspection={inspection} expression={expression} />
    </div>
  );
}

interface ExpressionsViewProps {
  readonly task: TaskRecord;
  readonly index: number;
  readonly run: ShownRun;
  readonly inspected: TaskInspection | null;
}

/** The expressions that a task evaluated with what they gave, to be changed and tried on the same data. */
export function ExpressionsView({ task, index, run, inspected }: ExpressionsViewProps) {
  if (inspected?.state === 'failed') {
    const actions = (
      <>
        <CommandButton command="rehearsal.run" />
        <Button variant="quiet" onPress={() => void inspectAgain(run, index)}>
          Try again
        </Button>
      </>
    );
    return (
      <Banner mood="warning" actions={actions}>
        {inspected.problem}
      </Banner>
    );
  }
  if (inspected?.inspection == null) return <ProgressLine label="Reading the expressions" />;
  return <Inspected task={task} run={run} inspection={inspected.inspection} />;
}
