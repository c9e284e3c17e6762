import { useMemo, useState } from 'react';
import { lastPointerToken } from '../../../shared/workflow/pointer.ts';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { countOf, showCount } from '../../state/countWords.ts';
import { type BatchGroup, type BatchGrouping, batchGroups } from '../../state/runs/batchGroups.ts';
import { rehearseRow } from '../../state/runs/rehearsingRows.ts';
import type { ShownBatch } from '../../state/runs/runsStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { PanelBar, Spacer } from '../../ui/Panel.tsx';
import { RowList } from '../../ui/RowList.tsx';
import { Select } from '../../ui/Select.tsx';
import { BatchGroupFacts } from './BatchGroupFacts.tsx';
import styles from './Rehearsal.module.css';
import { statusMood } from './statusMood.ts';

const groupings: readonly { readonly id: BatchGrouping; readonly label: string }[] = [
  { id: 'outcome', label: 'By path and error' },
  { id: 'path', label: 'By path' },
  { id: 'error', label: 'By error' },
];

function share({ share: part }: BatchGroup): string {
  return `${(part * 100).toFixed(part > 0 && part < 0.001 ? 2 : 1)} %`;
}

function ending({ status, error, limit }: BatchGroup): string {
  if (status === null) return 'more than one';
  return error === null ? (limit ?? '') : `${error.status} ${error.title} at ${error.instance}`;
}

function steps({ path }: BatchGroup): string {
  return path === null ? 'more than one' : path.tasks.map(lastPointerToken).join(' → ');
}

const columns: readonly GridColumn<BatchGroup>[] = [
  {
    id: 'status',
    header: 'Ended',
    width: '6.5rem',
    cell: ({ status }) => (status === null ? '' : <Badge mood={statusMood(status)}>{status}</Badge>),
  },
  { id: 'count', header: 'Rows', width: '4rem', cell: ({ count }) => showCount(count) },
  { id: 'share', header: 'Share', width: '4.5rem', cell: share },
  { id: 'error', header: 'Error', width: 'minmax(6rem, 1fr)', cell: ending },
  { id: 'path', header: 'Path', width: 'minmax(8rem, 2fr)', cell: steps },
];

const rowName = (row: number): string => `Row ${row + 1}`;

function Rows({ group }: { group: BatchGroup }) {
  const [selected, setSelected] = useState<number | null>(null);
  const rehearse = (index: number) => {
    setSelected(index);
    const row = group.rows[index];
    if (row !== undefined) void rehearseRow(row);
  };
  return (
    <section className={styles.details} aria-label="About the selected outcome">
      <BatchGroupFacts group={group} />
      <p className={styles.part}>
        Rows
        {group.rows.length < group.count && `, the first ${showCount(group.rows.length)} of ${showCount(group.count)}`}:
        a click, or Enter, rehearses one and shows its trace
      </p>
      <div className={styles.rows}>
        <RowList
          label="Rows of this outcome"
          rows={group.rows}
          selected={selected}
          name={rowName}
          cell={rowName}
          onSelect={setSelected}
          onPress={rehearse}
          onOpen={rehearse}
        />
      </div>
    </section>
  );
}

function Summary({ batch: { name, summary }, count }: { batch: ShownBatch; count: number }) {
  const { total, done, status, other } = summary;
  return (
    <span role="status" className={styles.step}>
      {status !== 'completed' && <Badge mood="warning">{status === 'limit' ? 'stopped' : status}</Badge>}{' '}
      {showCount(done)} of {countOf(total, 'row')} of {name}, {countOf(count, 'outcome')}
      {other !== undefined && `, ${countOf(other.count, 'row')} with yet other outcomes`}
    </span>
  );
}

/** What came of rehearsing every row of a data set: rows that went the same way together, and the rows behind each. */
export function BatchView({ batch }: { readonly batch: ShownBatch }) {
  const [by, setBy] = useState<BatchGrouping>('outcome');
  const [selected, setSelected] = useState(0);
  const { outcomes, done } = batch.summary;
  const groups = useMemo(() => batchGroups(outcomes, by, done), [outcomes, by, done]);
  if (done === 0) {
    const action = <CommandButton command="rehearsal.batch" variant="primary" />;
    return <EmptyState icon="database" title="No row was rehearsed" action={action} />;
  }
  const group = groups[selected];
  const change = (id: string) => {
    setBy(groupings.find((one) => one.id === id)?.id ?? 'outcome');
    setSelected(0);
  };
  return (
    <div className={styles.trace}>
      <PanelBar label="Rows">
        <Summary batch={batch} count={groups.length} />
        <Spacer />
        <Select label="Group the rows" value={by} options={groupings} onChange={change} />
      </PanelBar>
      <div className={styles.split}>
        <div className={styles.outcomes}>
          <DataGrid
            label="Outcomes of the rows"
            columns={columns}
            rows={groups}
            selected={selected}
            onSelect={setSelected}
          />
        </div>
        {group !== undefined && <Rows key={`${by}:${selected}`} group={group} />}
      </div>
    </div>
  );
}
