import { useEffect, useMemo, useState } from 'react';
import type { TaskRecord } from '../../../shared/simulation/trace.ts';
import { openDocument, useDocuments } from '../../state/documents/documentsStore.ts';
import { revealPointer } from '../../state/documents/revealing.ts';
import { applyExpression } from '../../state/runs/applyingExpression.ts';
import type { InspectedExpression, Inspection, ShownRun } from '../../state/runs/runsStore.ts';
import { ExpressionTrier } from '../../state/runs/tryingExpression.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Disclosed } from '../../ui/Disclosed.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import type { ExpressionSurroundings, ExpressionTrial } from '../../workers/expressionTrial.ts';
import { ExpressionField } from './ExpressionField.tsx';
import styles from './Expressions.module.css';
import { expressionLabel } from './expressionLabel.ts';

interface ExpressionEditorProps {
  readonly task: TaskRecord;
  readonly run: ShownRun;
  readonly inspection: Inspection;
  readonly expression: InspectedExpression;
}

/** What comes of an expression that is being typed; null until the first answer. */
function useTrial(expression: string, surroundings: ExpressionSurroundings): ExpressionTrial | null {
  const [trial, setTrial] = useState<ExpressionTrial | null>(null);
  const trier = useMemo(() => new ExpressionTrier(surroundings, setTrial), [surroundings]);
  useEffect(() => trier.want(expression), [trier, expression]);
  return trial;
}

/** What stands in the definition, with the text that it stood in. */
interface Standing {
  readonly text: string | undefined;
  readonly expression: string;
}

/** Applied changes that an undo is recognised after. */
const remembered = 20;

/** What stands in the definition now in place of the recorded expression: an undo of what was applied brings that back. */
function useStanding(workflow: string, recorded: string) {
  const text = useDocuments(({ open }) => open[workflow]?.text);
  const [known, setKnown] = useState<readonly Standing[]>([]);
  const standing = (known.findLast((one) => one.text === text) ?? known.at(-1))?.expression ?? recorded;
  const note = (expression: string): void => {
    const before = { text, expression: standing };
    setKnown([...known, before, { text: openDocument(workflow)?.text, expression }].slice(-remembered));
  };
  return { standing, note };
}

function Change({ trial, recorded }: { trial: ExpressionTrial; recorded: InspectedExpression }) {
  const now = JSON.stringify(trial.outputs[0] ?? null);
  if (recorded.error !== null || now !== JSON.stringify(recorded.output)) return <Badge mood="info">changed</Badge>;
  return <Badge>as recorded</Badge>;
}

function Outcome({ trial, recorded }: { trial: ExpressionTrial | null; recorded: InspectedExpression }) {
  if (trial === null) return null;
  const { outputs, more, error } = trial;
  const failed = outputs.length === 0 && error !== null;
  const others = outputs.length - 1;
  return (
    <div role="status">
      {failed ? (
        <p className={styles.error}>{error}</p>
      ) : (
        <>
          <p className={styles.part}>
            Result <Change trial={trial} recorded={recorded} />{' '}
            {outputs.length === 0 && 'no output: the task takes null'}
            {others > 0 && `${more ? 'many' : others} more outputs follow; a task takes the first`}
          </p>
          <JsonView label="Result of the expression" value={outputs[0] ?? null} />
          {error !== null && <p className={styles.error}>After its first output: {error}</p>}
        </>
      )}
    </div>
  );
}

/** One expression of a task with what it saw: it can be changed and is tried at once, and written back if it is better. */
export function ExpressionEditor({ task, run, inspection, expression: recorded }: ExpressionEditorProps) {
  const [text, setText] = useState(recorded.expression);
  const { standing, note } = useStanding(run.workflow, recorded.expression);
  const surroundings = useMemo((): ExpressionSurroundings => {
    const variables = { ...inspection.variables, ...recorded.variables };
    return { input: recorded.input, variables, now: Date.parse(task.startedAt) / 1000 };
  }, [inspection, recorded, task]);
  const trial = useTrial(text, surroundings);
  const { pointer } = recorded;
  const place = expressionLabel(pointer, task.reference);
  const apply = async () => {
    if (pointer === null) return;
    if (await applyExpression(run.workflow, { pointer, expression: standing }, text)) note(text.trim());
  };
  return (
    <section className={styles.editor} aria-label={`Expression ${place}`}>
      <div className={styles.written}>
        <ExpressionField label={`jq of ${place}`} value={text} onChange={setText} surroundings={surroundings} />
        <div className={styles.buttons}>
          <Button isDisabled={pointer === null || text.trim() === standing} onPress={() => void apply()}>
            Apply to the definition
          </Button>
          <Button
            variant="quiet"
            isDisabled={text === recorded.expression}
            onPress={() => setText(recorded.expression)}
          >
            Revert
          </Button>
          {pointer !== null && (
            <Button variant="quiet" onPress={() => void revealPointer(run.workflow, pointer)}>
              Show in the editor
            </Button>
          )}
        </div>
      </div>
      <div className={styles.outcome}>
        <Outcome trial={trial} recorded={recorded} />
        {recorded.error !== null && text === recorded.expression && (
          <p className={styles.quiet}>In the run: {recorded.error}</p>
        )}
      </div>
      <div className={styles.seen}>
        <Disclosed title="What it saw" initiallyOpen>
          <p className={styles.part}>Input</p>
          <JsonView label="Input of the expression" value={recorded.input} />
          {Object.entries(surroundings.variables).map(([name, value]) => (
            <Disclosed key={name} title={`$${name}`}>
              <JsonView label={`$${name}`} value={value} />
            </Disclosed>
          ))}
        </Disclosed>
      </div>
    </section>
  );
}
