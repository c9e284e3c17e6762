import { appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { ulid } from '../../../shared/base/ulid.ts';
import { columnSchema, type Dataset } from '../../../shared/contract/datasetMethods.ts';
import { maxDatasetBytes } from '../../../shared/contract/values.ts';
import { type ColumnChoice, type MaskedDataset, maskDataset } from '../../../shared/masking/maskDataset.ts';
import { nameClassifier } from '../../../shared/masking/nameClassifier.ts';
import type { TableFormat } from '../../../shared/masking/readTable.ts';
import type { DatasetRow } from '../../store/datasetRepository.ts';
import type { MethodHandlers } from '../handlers.ts';
import type { StoreKey } from '../keys/storeKey.ts';
import type { PolicyService } from './policy.ts';
import type { Workbench } from './workbench.ts';

/** A data set's file as it came in. */
export interface DatasetFile {
  readonly name: string;
  readonly format: TableFormat;
  readonly bytes: Uint8Array;
}

/** Data sets as the other services use them. */
export interface DatasetService {
  mask(file: DatasetFile, choices?: readonly ColumnChoice[]): Result<MaskedDataset>;
  /** Masks and keeps; what is not masked never leaves this call. */
  add(file: DatasetFile, choices?: readonly ColumnChoice[]): Result<Dataset>;
  row(id: string, position: number): Result<Json>;
  /** All rows of the newest data set of this name as JSON text; null where there is none. */
  rowsByName(name: string): string | null;
}

/** Masked sample data of the open workspace. */
export function datasetService(
  { store, ports, audit }: Workbench,
  key: StoreKey,
  policy: PolicyService,
): DatasetService {
  const mask = (file: DatasetFile, choices: readonly ColumnChoice[] = []): Result<MaskedDataset> => {
    const text = decode(file.bytes);
    if (!text.ok) return text;
    const maskingKey = key.derive('drydock masking 1');
    try {
      return maskDataset(text.value, {
        format: file.format,
        classifyName: nameClassifier(policy().policy),
        choices,
        key: maskingKey,
      });
    } finally {
      maskingKey.fill(0);
    }
  };
  return {
    mask,
    add(file, choices = []) {
      const masked = mask(file, choices);
      if (!masked.ok) return masked;
      const row = {
        id: ulid(ports.now().getTime(), ports.random(10)),
        name: file.name,
        columns: JSON.stringify(masked.value.columns),
        importedAt: ports.now().toISOString(),
      };
      store.transaction(() => {
        store.datasets.add(
          row,
          masked.value.rows.map((each) => JSON.stringify(each)),
        );
        audit.record('dataset.import', `dataset:${row.id} ${file.name}`);
      });
      return ok(toDataset({ ...row, rows: masked.value.rows.length }));
    },
    row(id, position) {
      const [json] = store.datasets.readRows(id, position, 1);
      if (json === undefined) return err(appError('not-found', `The data set has no row ${position + 1}.`));
      return ok(JSON.parse(json));
    },
    rowsByName(name) {
      const found = store.datasets.list().findLast((dataset) => dataset.name === name);
      return found === undefined ? null : `[${store.datasets.readRows(found.id, 0, found.rows).join(',')}]`;
    },
  };
}

function decode(bytes: Uint8Array): Result<string> {
  if (bytes.length > maxDatasetBytes) {
    return err(appError('limit', `A data set has at most ${maxDatasetBytes / 1024 / 1024} MiB.`));
  }
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return err(appError('invalid-input', 'The file is not valid UTF-8 text; save it as UTF-8 and import it again.'));
  }
}

function toDataset({ id, name, rows, columns, importedAt }: DatasetRow): Dataset {
  return { id, name, rows, importedAt, columns: columnSchema.array().parse(JSON.parse(columns)) };
}

type DatasetMethods = 'dataset.inspect' | 'dataset.import' | 'dataset.list' | 'dataset.rows' | 'dataset.delete';

/** The methods of the table over a {@link DatasetService}. */
export function datasetHandlers(
  service: DatasetService,
  { store, audit }: Workbench,
): Pick<MethodHandlers, DatasetMethods> {
  const missing = appError('not-found', 'There is no such data set.');
  return {
    'dataset.inspect'({ name, format, bytes }) {
      const masked = service.mask({ name, format, bytes: Buffer.from(bytes, 'base64') });
      if (!masked.ok) return masked;
      const { rows, columns } = masked.value;
      return ok({ rows: rows.length, columns, example: rows[0] ?? null });
    },
    'dataset.import': ({ name, format, bytes, choices }) =>
      service.add({ name, format, bytes: Buffer.from(bytes, 'base64') }, choices),
    'dataset.list': () => ok(store.datasets.list().map(toDataset)),
    'dataset.rows'({ id, offset, limit }) {
      const dataset = store.datasets.find(id);
      if (dataset === null) return err(missing);
      const rows = store.datasets.readRows(id, offset, limit).map((json): Json => JSON.parse(json));
      return ok({ rows, total: dataset.rows });
    },
    'dataset.delete'({ id }) {
      const dataset = store.datasets.find(id);
      if (dataset === null) return err(missing);
      store.transaction(() => {
        store.datasets.remove(id);
        audit.record('dataset.delete', `dataset:${id} ${dataset.name}`);
      });
      return ok({});
    },
  };
}
