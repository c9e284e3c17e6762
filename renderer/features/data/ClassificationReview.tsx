import { isJsonObject, type Json } from '../../../shared/base/json.ts';
import type { DatasetColumn } from '../../../shared/contract/datasetMethods.ts';
import { dataClasses } from '../../../shared/masking/dataClass.ts';
import { operators } from '../../../shared/masking/operator.ts';
import { countOf } from '../../state/countWords.ts';
import {
  cancelImport,
  choiceOf,
  chooseClass,
  chooseOperator,
  type InspectedFile,
  importInspected,
  useDatasets,
} from '../../state/datasets/datasetsStore.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Panel, PanelBar, Spacer } from '../../ui/Panel.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './Data.module.css';
import { classWords } from './DatasetView.tsx';

function options(known: readonly string[], own: string) {
  return [...new Set([...known, own])].map((id) => ({ id, label: id }));
}

function exampleOf(example: Json, name: string): string {
  const value = isJsonObject(example) ? example[name] : undefined;
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function ColumnRow({ column, file }: { column: DatasetColumn; file: InspectedFile }) {
  const choice = choiceOf(file, column.name);
  return (
    <tr>
      <th scope="row">{column.name}</th>
      <td>
        <Select
          label={`Class of ${column.name}`}
          value={choice.class}
          options={options(dataClasses, column.class)}
          onChange={(name) => chooseClass(column.name, name)}
        />
      </td>
      <td>
        <Select
          label={`Masking of ${column.name}`}
          value={choice.operator}
          options={options(operators, column.operator)}
          onChange={(operator) => chooseOperator(column.name, operator)}
        />
      </td>
      <td>{file.choices[column.name] === undefined ? classWords(column) : 'chosen by you'}</td>
      <td className={styles.example}>{exampleOf(file.example, column.name)}</td>
    </tr>
  );
}

/** Asks, before anything is kept, whether columns were classified rightly. */
export function ClassificationReview({ file }: { readonly file: InspectedFile }) {
  const busy = useDatasets((state) => state.busy);
  const kept = file.columns.filter((column) => {
    const choice = choiceOf(file, column.name);
    return (column.class !== 'none' || choice.class !== 'none') && choice.operator === 'keep';
  });
  const header = (
    <PanelBar label="Import">
      <strong>{file.name}</strong> {countOf(file.rows, 'row')}
      <Spacer />
      {busy && <ProgressLine label="Masking" />}
      <Button onPress={() => void cancelImport()}>Cancel</Button>
      <Button variant="primary" isDisabled={busy} onPress={() => void importInspected()}>
        {busy ? 'Masking…' : 'Mask and keep'}
      </Button>
    </PanelBar>
  );
  return (
    <Panel header={header}>
      <Banner mood="info">
        Nothing is stored yet. Look at how each column was classified; the example is already masked.
      </Banner>
      {kept.length > 0 && (
        <Banner mood="warning">
          {kept.map((column) => column.name).join(', ')} will be kept as it is, although it looks sensitive.
        </Banner>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Class</th>
            <th scope="col">Masking</th>
            <th scope="col">Recognised</th>
            <th scope="col">Masked example</th>
          </tr>
        </thead>
        <tbody>
          {file.columns.map((column) => (
            <ColumnRow key={column.name} column={column} file={file} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
