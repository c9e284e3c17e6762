import { useState } from 'react';
import type { Json } from '../../../shared/base/json.ts';
import { isJsonObject } from '../../../shared/base/json.ts';
import type { EffectRecord } from '../../../shared/simulation/trace.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { revealPointer } from '../../state/documents/revealing.ts';
import type { ShownRun } from '../../state/runs/runsStore.ts';
import { addStub, lacksStub } from '../../state/runs/stubbing.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { JsonView } from '../../ui/JsonView.tsx';
import styles from './Rehearsal.module.css';

function text(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The request in a few words: what it goes to. */
function summary({ request }: EffectRecord): string {
  if (!isJsonObject(request)) return '';
  const { method, uri, url, to, channel, operation, table, type, subject, title } = request;
  const words = [method, uri ?? url, operation, table, to ?? channel, subject ?? title, type].map(text).filter(Boolean);
  return words.length > 0 ? words.join(' ') : JSON.stringify(request).slice(0, 200);
}

const columns: readonly GridColumn<EffectRecord>[] = [
  { id: 'kind', header: 'Kind', width: '7rem', cell: (effect) => effect.kind },
  { id: 'request', header: 'Request', width: 'minmax(16rem, 1fr)', cell: summary },
  { id: 'stub', header: 'Answered by', width: '9rem', cell: ({ stub }) => stub ?? <Badge>no stub</Badge> },
  { id: 'task', header: 'Task', width: '12rem', cell: ({ task }) => task },
];

function EffectDetails({ effect, run }: { effect: EffectRecord; run: ShownRun }) {
  return (
    <section className={styles.details} aria-label="About the selected effect">
      <h2 className={styles.heading}>
        {effect.kind}
        {effect.attempt > 1 && <Badge>attempt {effect.attempt}</Badge>}
        <Button variant="quiet" onPress={() => void revealPointer(run.workflow, effect.task)}>
          Show in the editor
        </Button>
        {lacksStub(effect) && (
          <Button icon="plus" onPress={() => void addStub(run, effect)}>
            Add a stub for it
          </Button>
        )}
      </h2>
      <p className={styles.part}>Request</p>
      <JsonView label="Request" value={effect.request} />
      <p className={styles.part}>Answer {effect.stub === null ? '(no stub answered)' : `of ${effect.stub}`}</p>
      <JsonView label="Answer" value={effect.response} />
    </section>
  );
}

/** The side effects that a run would have had: asked for, answered by stubs, and never sent. */
export function EffectsView({ run }: { readonly run: ShownRun }) {
  const { effects } = run.trace;
  const [selected, setSelected] = useState<number | null>(effects.length > 0 ? 0 : null);
  if (effects.length === 0) {
    const action = <CommandButton command="trace.scenario" />;
    return <EmptyState icon="check" title="This run would have had no side effects." action={action} />;
  }
  const effect = selected === null ? undefined : effects[selected];
  return (
    <div className={styles.split}>
      <div className={styles.tree}>
        <DataGrid label="Effects" columns={columns} rows={effects} selected={selected} onSelect={setSelected} />
      </div>
      {effect !== undefined && <EffectDetails effect={effect} run={run} />}
    </div>
  );
}
