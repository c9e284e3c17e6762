import { useState } from 'react';
import { CommandButton } from '../../commands/CommandButton.tsx';
import { showRun } from '../../state/runs/rehearsing.ts';
import type { RunSummary } from '../../state/runs/runsStore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { showTime } from '../../ui/showTime.ts';
import { statusMood } from './statusMood.ts';

const columns: readonly GridColumn<RunSummary>[] = [
  { id: 'at', header: 'When', width: '11rem', cell: ({ at }) => showTime(at) },
  {
    id: 'status',
    header: 'Status',
    width: '7rem',
    cell: ({ status }) => <Badge mood={statusMood(status)}>{status}</Badge>,
  },
  { id: 'scenario', header: 'Scenario', width: 'minmax(14rem, 1fr)', cell: ({ scenario }) => scenario ?? 'none' },
  { id: 'digest', header: 'Digest', width: '16rem', cell: ({ digest }) => digest ?? 'none' },
];

/** The runs that are kept. Enter or a double click shows one again. */
export function KeptRuns({ runs }: { readonly runs: readonly RunSummary[] }) {
  const [selected, setSelected] = useState<number | null>(null);
  if (runs.length === 0) {
    const action = <CommandButton command="rehearsal.run" />;
    return <EmptyState icon="history" title="No runs of this workflow are kept yet." action={action} />;
  }
  const show = (index: number) => {
    const run = runs[index];
    if (run !== undefined) void showRun(run.id);
  };
  return (
    <DataGrid
      label="Kept runs"
      columns={columns}
      rows={runs}
      selected={selected}
      onSelect={setSelected}
      onOpen={show}
    />
  );
}
