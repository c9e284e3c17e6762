import { useEffect, useRef } from 'react';
import { FileTrigger } from 'react-aria-components';
import { countOf } from '../../state/countWords.ts';
import {
  deleteDataset,
  inspectFile,
  loadDatasets,
  showDataset,
  useDatasets,
} from '../../state/datasets/datasetsStore.ts';
import { askConfirm } from '../../state/workbench/dialogs.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel, PanelBar, Spacer } from '../../ui/Panel.tsx';
import { Select } from '../../ui/Select.tsx';
import { ClassificationReview } from './ClassificationReview.tsx';
import { DatasetView } from './DatasetView.tsx';

function ImportButton({ variant }: { variant?: 'primary' }) {
  const busy = useDatasets((state) => state.busy);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file !== undefined) void inspectFile(file);
  };
  return (
    <FileTrigger acceptedFileTypes={['.csv', '.json']} onSelect={take}>
      <Button icon="upload" variant={variant} isDisabled={busy}>
        {busy ? 'Reading…' : 'Import CSV or JSON…'}
      </Button>
    </FileTrigger>
  );
}

async function askDelete(id: string, name: string): Promise<void> {
  if (await askConfirm(`Delete ${name}?`, 'The masked rows are removed from the workspace.', 'Delete')) {
    await deleteDataset(id);
  }
}

/** Masked sample data: what there is, what was done to each column, and its rows. */
export function DataPanel() {
  const { list, shown, inspected } = useDatasets();
  const loaded = useRef(false);
  useEffect(() => {
    if (!loaded.current) void loadDatasets();
    loaded.current = true;
  }, []);
  if (inspected !== null) return <ClassificationReview file={inspected} />;
  const dataset = list.find((one) => one.id === shown);
  const header = (
    <PanelBar label="Sample data">
      {list.length > 0 && (
        <Select
          label="Data set"
          value={shown ?? ''}
          options={list.map(({ id, name, rows }) => ({ id, label: `${name} (${countOf(rows, 'row')})` }))}
          onChange={showDataset}
        />
      )}
      {dataset !== undefined && (
        <IconButton
          icon="trash"
          label="Delete this data set"
          onPress={() => void askDelete(dataset.id, dataset.name)}
        />
      )}
      <Spacer />
      <ImportButton />
    </PanelBar>
  );
  return (
    <Panel header={header}>
      {dataset === undefined ? (
        <EmptyState icon="database" title="No sample data yet" action={<ImportButton variant="primary" />}>
          Columns are classified and masked before anything is stored: raw values never reach the workspace.
        </EmptyState>
      ) : (
        <DatasetView dataset={dataset} />
      )}
    </Panel>
  );
}
