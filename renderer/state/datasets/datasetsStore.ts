import { create } from 'zustand';
import type { Json } from '../../../shared/base/json.ts';
import type { Dataset, DatasetColumn } from '../../../shared/contract/datasetMethods.ts';
import { isDataClass } from '../../../shared/masking/dataClass.ts';
import { defaultOperators } from '../../../shared/masking/operator.ts';
import { call } from '../../platform/bridge.ts';
import { toBase64 } from '../../platform/toBase64.ts';
import { notify, notifyError } from '../notifications/notificationsStore.ts';

/** What a person decided about a column instead of what was classified. */
export interface ColumnChoice {
  readonly class: string;
  readonly operator: string;
}

/** A file that was looked at and is not kept yet. */
export interface InspectedFile {
  readonly name: string;
  readonly format: 'csv' | 'json';
  readonly bytes: string;
  readonly rows: number;
  readonly columns: readonly DatasetColumn[];
  /** One masked row. */
  readonly example: Json;
  readonly choices: Readonly<Record<string, ColumnChoice>>;
}

interface DatasetsState {
  readonly list: readonly Dataset[];
  readonly shown: string | null;
  /** Rows of the shown one that have been read, by index. */
  readonly rows: ReadonlyMap<number, Json>;
  readonly inspected: InspectedFile | null;
  readonly busy: boolean;
}

/** Masked sample data, and the file that is being taken in. */
export const useDatasets = create<DatasetsState>(() => ({
  list: [],
  shown: null,
  rows: new Map(),
  inspected: null,
  busy: false,
}));

/** Reads the list of data sets. */
export async function loadDatasets(): Promise<void> {
  const listed = await call('dataset.list', {});
  if (!listed.ok) return notifyError(listed.error);
  const { shown } = useDatasets.getState();
  useDatasets.setState({ list: listed.value });
  if (shown === null && listed.value[0] !== undefined) showDataset(listed.value[0].id);
}

/** Reads the list for those who only choose from it: who may not see data sets has none to choose from. */
export async function refreshDatasets(): Promise<void> {
  const listed = await call('dataset.list', {});
  if (listed.ok) useDatasets.setState({ list: listed.value });
}

/** Shows a data set's rows. */
export function showDataset(id: string | null): void {
  useDatasets.setState({ shown: id, rows: new Map() });
}

const pageSize = 200;
const asked = new Set<string>();

/** Reads the page of rows around an index, where it has not been read. */
export async function needRow(index: number): Promise<void> {
  const { shown, rows } = useDatasets.getState();
  const offset = Math.floor(index / pageSize) * pageSize;
  const page = `${shown}:${offset}`;
  if (shown === null || rows.has(index) || asked.has(page)) return;
  asked.add(page);
  const read = await call('dataset.rows', { id: shown, offset, limit: pageSize });
  asked.delete(page);
  if (!read.ok) return notifyError(read.error);
  if (useDatasets.getState().shown !== shown) return;
  useDatasets.setState((state) => {
    const more = new Map(state.rows);
    for (const [at, row] of read.value.rows.entries()) more.set(offset + at, row);
    return { rows: more };
  });
}

const largestFile = 64 * 1024 * 1024;

/** Classifies a file that the person picked; nothing of it is kept. */
export async function inspectFile(file: File): Promise<void> {
  if (file.size > largestFile) {
    notify('error', `${file.name} is larger than 64 MB. Take a part of it as the sample.`);
    return;
  }
  useDatasets.setState({ busy: true });
  const format = /\.json$/i.test(file.name) ? 'json' : 'csv';
  const bytes = await toBase64(file);
  const seen = await call('dataset.inspect', { name: file.name, format, bytes });
  useDatasets.setState({ busy: false });
  if (!seen.ok) return notifyError(seen.error);
  useDatasets.setState({ inspected: { name: file.name, format, bytes, ...seen.value, choices: {} } });
}

/** What a column of a file is to be taken for: what was classified, unless somebody chose otherwise. */
export function choiceOf({ choices, columns }: InspectedFile, name: string): ColumnChoice {
  const found = columns.find((column) => column.name === name);
  return choices[name] ?? { class: found?.class ?? 'none', operator: found?.operator ?? 'keep' };
}

/** Puts a column into another class, and masks it as that class is masked. */
export function chooseClass(column: string, name: string): void {
  if (isDataClass(name)) chooseColumn(column, () => ({ class: name, operator: defaultOperators[name] }));
  else chooseColumn(column, (before) => ({ ...before, class: name }));
}

/** Decides how a column is masked. */
export function chooseOperator(column: string, operator: string): void {
  chooseColumn(column, (before) => ({ ...before, operator }));
}

function chooseColumn(column: string, change: (before: ColumnChoice) => ColumnChoice): void {
  useDatasets.setState(({ inspected }) => {
    if (inspected === null) return {};
    const choice = change(choiceOf(inspected, column));
    return { inspected: { ...inspected, choices: { ...inspected.choices, [column]: choice } } };
  });
}

/** Drops the file that was looked at, and ends it where it is being masked. */
export async function cancelImport(): Promise<void> {
  const { busy } = useDatasets.getState();
  useDatasets.setState({ inspected: null });
  if (!busy) return;
  const cancelled = await call('dataset.cancel', {});
  if (!cancelled.ok) notifyError(cancelled.error);
}

/** Masks the file that was looked at, and keeps what comes out. */
export async function importInspected(): Promise<void> {
  const { inspected } = useDatasets.getState();
  if (inspected === null) return;
  useDatasets.setState({ busy: true });
  const { name, format, bytes } = inspected;
  const choices = Object.entries(inspected.choices).map(([column, choice]) => ({ column, ...choice }));
  const kept = await call('dataset.import', { name, format, bytes, choices });
  useDatasets.setState({ busy: false });
  if (!kept.ok) return notifyError(kept.error);
  useDatasets.setState({ inspected: null });
  notify('success', `Kept ${kept.value.rows} masked rows of ${kept.value.name}. The raw values were not stored.`);
  await loadDatasets();
  showDataset(kept.value.id);
}

/** Deletes a data set; the caller has asked before. */
export async function deleteDataset(id: string): Promise<void> {
  const deleted = await call('dataset.delete', { id });
  if (!deleted.ok) return notifyError(deleted.error);
  showDataset(null);
  await loadDatasets();
}
