import { useEffect, useState } from 'react';
import {
  type AuditEntry,
  exportAudit,
  loadAudit,
  loadOlderAudit,
  useVault,
  verifyAudit,
} from '../../state/vault/vaultStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { DataGrid, type GridColumn } from '../../ui/DataGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel, PanelBar, Spacer } from '../../ui/Panel.tsx';
import { showTime } from '../../ui/showTime.ts';

const columns: readonly GridColumn<AuditEntry>[] = [
  { id: 'sequence', header: 'No.', width: '4rem', cell: ({ sequence }) => sequence },
  { id: 'at', header: 'When', width: '11rem', cell: ({ at }) => showTime(at) },
  { id: 'who', header: 'Who', width: '10rem', cell: ({ who }) => who },
  { id: 'action', header: 'What', width: '12rem', cell: ({ action }) => action },
  { id: 'subject', header: 'On what', width: 'minmax(12rem, 1fr)', cell: ({ subject }) => subject },
  { id: 'after', header: 'Afterwards', width: '14rem', cell: ({ after }) => after ?? '' },
  { id: 'hash', header: 'Link', width: '10rem', cell: ({ hash }) => <code>{hash}</code> },
];

/** The audit log, newest first, and the check that nothing of it was changed. */
export function AuditPanel() {
  const { audit, auditHasMore, verified } = useVault();
  const [selected, setSelected] = useState<number | null>(null);
  useEffect(() => void loadAudit(), []);
  const header = (
    <>
      <PanelBar label="Audit log">
        <Button icon="shield" onPress={() => void verifyAudit()}>
          Verify every entry
        </Button>
        <Button onPress={() => void loadAudit()}>Read again</Button>
        {auditHasMore && <Button onPress={() => void loadOlderAudit()}>Read older entries</Button>}
        <Spacer />
        <Button icon="download" onPress={() => void exportAudit()}>
          Export…
        </Button>
      </PanelBar>
      {verified !== null && <Banner mood={verified.intact ? 'success' : 'error'}>{verified.text}</Banner>}
    </>
  );
  return (
    <Panel header={header}>
      {audit.length === 0 ? (
        <EmptyState icon="shield" title="The log has no entries yet. Saving a document makes the first." />
      ) : (
        <DataGrid label="Audit log" columns={columns} rows={audit} selected={selected} onSelect={setSelected} />
      )}
    </Panel>
  );
}
