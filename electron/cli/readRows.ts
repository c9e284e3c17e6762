import { extname } from 'node:path';
import { appError } from '../../shared/base/appError.ts';
import { err, ok, type Result } from '../../shared/base/result.ts';
import { maxDatasetBytes } from '../../shared/contract/values.ts';
import { typeColumns } from '../../shared/masking/columns.ts';
import { decodeTable } from '../../shared/masking/decodeTable.ts';
import { readTable, type TableFormat } from '../../shared/masking/readTable.ts';
import type { CommandIo } from './command.ts';
import { readBytes } from './files.ts';

/** The format of a data set's file by its name; null where it has none that is read. */
export function tableFormatOf(file: string | undefined): TableFormat | null {
  const extension = extname(file ?? '').toLowerCase();
  if (extension === '.csv') return 'csv';
  return extension === '.json' ? 'json' : null;
}

/** Reads the rows of a data set's file as JSON texts, with columns of CSV typed as an import types them. */
export async function readRows(io: CommandIo, file: string): Promise<Result<readonly string[]>> {
  const format = tableFormatOf(file);
  if (format === null) return err(appError('invalid-input', 'the rows are in a file that ends in .csv or .json'));
  const bytes = await readBytes(io, file, maxDatasetBytes);
  if (!bytes.ok) return bytes;
  const text = decodeTable(bytes.value);
  const rows = text.ok ? readTable(text.value, format) : text;
  if (!rows.ok) return err(appError(rows.error.code, `${file}: ${rows.error.message}`));
  const typed = format === 'csv' ? typeColumns(rows.value, new Set()) : rows.value;
  return ok(typed.map((row) => JSON.stringify(row)));
}
