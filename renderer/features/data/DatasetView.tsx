import { useState } from 'react';
import { isJsonObject, type Json } from '../../../shared/base/json.ts';
import type { Dataset, DatasetColumn } from '../../../shared/contract/datasetMethods.ts';
import { needRow, useDatasets } from '../../state/datasets/datasetsStore.ts';
import { workflowOf } from '../../state/documents/companions.ts';
import { useDocuments } from '../../state/documents/documentsStore.ts';
import { notify } from '../../state/notifications/notificationsStore.ts';
import { choiceFor } from '../../state/runs/rehearsing.ts';
import { chooseRun } from '../../state/runs/runsStore.ts';
import { showView } from '../../state/workbench/dockPort.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { Disclosed } from '../../ui/Disclosed.tsx';
import styles from './Data.module.css';

const because: Record<DatasetColumn['because'], string> = {
  name: 'by its name',
  content: 'by its content',
  'name-and-content': 'by name and content',
  chosen: 'chosen by a person',
  nothing: 'nothing found',
};

/** Says what was found in a column, and how. */
export function classWords(column: DatasetColumn): string {
  const share = column.matching > 0 ? `, ${Math.round(column.matching * 100)} % of the values match` : '';
  return `${because[column.because]}${share}`;
}

const columnColumns: readonly GridColumn<DatasetColumn>[] = [
  { id: 'name', header: 'Column', width: 'minmax(9rem, 1fr)', cell: ({ name }) => name },
  {
    id: 'class',
    header: 'Class',
    width: '9rem',
    cell: (column) => (column.class === 'none' ? 'none' : <Badge mood="warning">{column.class}</Badge>),
  },
  { id: 'because', header: 'Recognised', width: 'minmax(14rem, 1fr)', cell: classWords },
  { id: 'operator', header: 'Masked by', width: '10rem', cell: ({ operator }) => operator },
  { id: 'masked', header: 'Values changed', width: '8rem', cell: ({ masked }) => masked },
];

function show(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function Cell({ index, name }: { index: number; name: string }) {
  const row = useDatasets((state) => state.rows.get(index));
  if (row === undefined) {
    // Asked for while drawing, because only the grid knows which rows are in sight; the answer comes later.
    queueMicrotask(() => void needRow(index));
    return '…';
  }
  return isJsonObject(row) ? show(row[name]) : show(row);
}

function rehearseWith(dataset: Dataset, row: number, workflow: string): void {
  const input = { kind: 'row', dataset: dataset.id, name: dataset.name, row } as const;
  chooseRun(workflow, { ...choiceFor(workflow), input });
  notify('success', `The next rehearsal of ${workflow} uses row ${row + 1} of ${dataset.name}.`);
  showView('rehearsal');
}

/** A data set: what was done to each column, and its rows. */
export function DatasetView({ dataset }: { readonly dataset: Dataset }) {
  const [selected, setSelected] = useState<number | null>(null);
  const workflow = useDocuments(({ active, entries, order }) => {
    const path = active ?? order.at(-1);
    return path === undefined ? null : workflowOf(path, entries);
  });
  const columns = dataset.columns.map(
    ({ name }): GridColumn<null> => ({
      id: name,
      header: name,
      width: 'minmax(9rem, 1fr)',
      cell: (_row, index) => <Cell index={index} name={name} />,
    }),
  );
  const take = () => {
    if (selected !== null && workflow !== null) rehearseWith(dataset, selected, workflow);
  };
  return (
    <div className={styles.dataset}>
      <Disclosed title={`What was done to its ${dataset.columns.length} columns`} initiallyOpen>
        <div className={styles.columns}>
          <DataGrid label="Columns" columns={columnColumns} rows={dataset.columns} />
        </div>
      </Disclosed>
      <div className={styles.bar}>
        <Button icon="play" isDisabled={selected === null || workflow === null} onPress={take}>
          {selected === null ? 'Select a row to rehearse with' : `Rehearse with row ${selected + 1}`}
        </Button>
      </div>
      <div className={styles.rows}>
        <DataGrid
          key={dataset.id}
          label={`Rows of ${dataset.name}`}
          columns={columns}
          rows={Array.from({ length: dataset.rows }, () => null)}
          selected={selected}
          onSelect={setSelected}
          onOpen={take}
        />
      </div>
    </div>
  );
}
