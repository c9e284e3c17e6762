import { type AppError, appError } from '../../../shared/base/appError.ts';
import type { Json } from '../../../shared/base/json.ts';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { ulid } from '../../../shared/base/ulid.ts';
import { columnSchema, type Dataset } from '../../../shared/contract/datasetMethods.ts';
import { maxDatasetBytes } from '../../../shared/contract/values.ts';
import type { ColumnChoice } from '../../../shared/masking/maskDataset.ts';
import type { TableFormat } from '../../../shared/masking/readTable.ts';
import type { DatasetRow } from '../../store/datasetRepository.ts';
import type { MethodHandlers } from '../handlers.ts';
import type { StoreKey } from '../keys/storeKey.ts';
import type { MaskedRows, Masker } from '../masking/maskJob.ts';
import type { BatchRows } from '../rehearsal/rehearseRows.ts';
import { type PolicyService, soundPolicy } from './policy.ts';
import type { Workbench } from './workbench.ts';

/** A data set's file as it came in. */
export interface DatasetFile {
  readonly name: string;
  readonly format: TableFormat;
  readonly bytes: Uint8Array;
}

/** Data sets as the other services use them. */
export interface DatasetService {
  /** Classifies and masks; nothing is kept, and what is not masked never leaves this call. `cancelled` by the signal. */
  mask(file: DatasetFile, choices: readonly ColumnChoice[], signal: AbortSignal): Promise<Result<MaskedRows>>;
  /** Keeps what was masked. */
  add(name: string, masked: MaskedRows): Dataset;
  /** A row to rehearse with; `denied` for somebody who may not see data sets. */
  row(id: string, position: number): Result<Json>;
  /** All rows to rehearse with, read as they are wanted; `denied` as for one. */
  rows(id: string): Result<BatchRows>;
  /** The newest data set of this name with all its rows as JSON text, null where there is none; `denied` as for a row. */
  findByName(name: string): Result<{ readonly dataset: Dataset; readonly rows: string } | null>;
  /** What is known of the columns of the newest data set of this name, for whoever checks; null where there is none. */
  columnsOf(name: string): Dataset['columns'] | null;
}

/** Masked sample data of the open workspace. */
export function datasetService(
  { store, ports, audit, permit }: Workbench,
  key: StoreKey,
  policy: PolicyService,
  masker: Masker,
): DatasetService {
  const newest = (name: string) => store.datasets.list().findLast((dataset) => dataset.name === name);
  return {
    async mask({ bytes, format }, choices, signal) {
      if (bytes.length > maxDatasetBytes) {
        return err(appError('limit', `A data set has at most ${maxDatasetBytes / 1024 / 1024} MiB.`));
      }
      const inForce = soundPolicy(policy);
      if (!inForce.ok) return inForce;
      const maskingKey = key.derive('drydock masking 1');
      try {
        return await masker({ bytes, format, policy: inForce.value, choices, key: maskingKey }, signal);
      } finally {
        maskingKey.fill(0);
      }
    },
    add(name, masked) {
      const row = {
        id: ulid(ports.now().getTime(), ports.random(10)),
        name,
        columns: JSON.stringify(masked.columns),
        importedAt: ports.now().toISOString(),
      };
      store.transaction(() => {
        store.datasets.add(row, masked.rows);
        audit.record('dataset.import', `dataset:${row.id} ${name}`);
      });
      return toDataset({ ...row, rows: masked.rows.length });
    },
    row(id, position) {
      const permitted = permit('dataset:view', `dataset:${id}`);
      if (!permitted.ok) return permitted;
      const [json] = store.datasets.readRows(id, position, 1);
      if (json === undefined) return err(appError('not-found', `The data set has no row ${position + 1}.`));
      return ok(JSON.parse(json));
    },
    rows(id) {
      const permitted = permit('dataset:view', `dataset:${id}`);
      if (!permitted.ok) return permitted;
      const found = store.datasets.find(id);
      if (found === null) return err(missing());
      return ok({ total: found.rows, read: (from, count) => store.datasets.readRows(id, from, count) });
    },
    findByName(name) {
      const found = newest(name);
      if (found === undefined) return ok(null);
      const permitted = permit('dataset:view', `dataset:${found.id}`);
      if (!permitted.ok) return permitted;
      const rows = `[${store.datasets.readRows(found.id, 0, found.rows).join(',')}]`;
      return ok({ dataset: toDataset(found), rows });
    },
    columnsOf(name) {
      const found = newest(name);
      return found === undefined ? null : toDataset(found).columns;
    },
  };
}

function missing(): AppError {
  return appError('not-found', 'There is no such data set.');
}

function toDataset({ id, name, rows, columns, importedAt }: DatasetRow): Dataset {
  return { id, name, rows, importedAt, columns: columnSchema.array().parse(JSON.parse(columns)) };
}

type DatasetMethods =
  | 'dataset.inspect'
  | 'dataset.import'
  | 'dataset.cancel'
  | 'dataset.list'
  | 'dataset.rows'
  | 'dataset.delete';

/** The methods of the table over a {@link DatasetService}. */
export function datasetHandlers(
  service: DatasetService,
  { store, audit }: Workbench,
): Pick<MethodHandlers, DatasetMethods> {
  let cancelling = new AbortController();
  return {
    async 'dataset.inspect'({ name, format, bytes }) {
      const masked = await service.mask({ name, format, bytes: Buffer.from(bytes, 'base64') }, [], cancelling.signal);
      if (!masked.ok) return masked;
      const { rows, columns } = masked.value;
      return ok({ rows: rows.length, columns, example: JSON.parse(rows[0] ?? 'null') });
    },
    async 'dataset.import'({ name, format, bytes, choices }) {
      const file = { name, format, bytes: Buffer.from(bytes, 'base64') };
      const masked = await service.mask(file, choices, cancelling.signal);
      return masked.ok ? ok(service.add(name, masked.value)) : masked;
    },
    'dataset.cancel'() {
      cancelling.abort();
      cancelling = new AbortController();
      return ok({});
    },
    'dataset.list': () => ok(store.datasets.list().map(toDataset)),
    'dataset.rows'({ id, offset, limit }) {
      const dataset = store.datasets.find(id);
      if (dataset === null) return err(missing());
      const rows = store.datasets.readRows(id, offset, limit).map((json): Json => JSON.parse(json));
      return ok({ rows, total: dataset.rows });
    },
    'dataset.delete'({ id }) {
      const dataset = store.datasets.find(id);
      if (dataset === null) return err(missing());
      store.transaction(() => {
        store.datasets.remove(id);
        audit.record('dataset.delete', `dataset:${id} ${dataset.name}`);
      });
      return ok({});
    },
  };
}
