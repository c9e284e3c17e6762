import { type CsvError, parse } from 'csv-parse/browser/esm/sync';
import { appError } from '../base/appError.ts';
import { isJsonObject, type Json, type JsonObject } from '../base/json.ts';
import { err, ok, type Result } from '../base/result.ts';

/** Bounds on a data set; a larger one is refused with a sentence, never cut short. */
export const tableLimits = { rows: 200_000, columns: 2_000, depth: 16 } as const;

/** Formats of data set files. */
export type TableFormat = 'csv' | 'json';

/** Reads a data set's text as rows. CSV values become numbers and booleans only in {@link typeColumns}. */
export function readTable(text: string, format: TableFormat): Result<readonly JsonObject[]> {
  return format === 'csv' ? readCsv(text) : readJson(text);
}

/** RFC 4180 with a header line; comma, semicolon or tab, whichever the header has most of. */
function readCsv(text: string): Result<readonly JsonObject[]> {
  let records: string[][];
  try {
    records = parse(text, {
      bom: true,
      delimiter: sniffDelimiter(text),
      relax_column_count: false,
      skip_empty_lines: true,
      to: tableLimits.rows + 2,
    });
  } catch (problem) {
    return err(appError('invalid-input', `This is not a CSV file that can be read: ${csvProblem(problem)}.`));
  }
  const [header, ...rows] = records;
  if (header === undefined) return err(appError('invalid-input', 'The CSV file is empty: it needs a header line.'));
  const tooLarge = checkSize(rows.length, header.length);
  if (tooLarge !== null) return tooLarge;
  if (new Set(header).size < header.length) {
    return err(appError('invalid-input', 'Two columns of the CSV file have the same name: give each its own.'));
  }
  return ok(rows.map((row) => objectOf(header, row)));
}

/** Own properties only: a column may be called `__proto__`. */
function objectOf(names: readonly string[], values: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}

/** What csv-parse objects to, without the values that it quotes. */
function csvProblem(problem: unknown): string {
  const { code, lines } = problem as Partial<CsvError> & { lines?: number };
  const where = typeof lines === 'number' ? ` in line ${lines}` : '';
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH')
    return `a record${where} has more or fewer fields than the header`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a quoted field is never closed';
  return `there is a misplaced quote or separator${where}`;
}

function sniffDelimiter(text: string): string {
  const header = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** A JSON list of objects, or one JSON object a line (NDJSON). */
function readJson(text: string): Result<readonly JsonObject[]> {
  const parsed = parseJson(text) ?? parseLines(text);
  if (parsed === null) return err(appError('invalid-input', 'This is not a JSON file that can be read.'));
  const rows = Array.isArray(parsed) ? (parsed as readonly Json[]) : [parsed as Json];
  if (!rows.every(isJsonObject)) {
    return err(appError('invalid-input', 'A data set in JSON is a list of objects, one for each row.'));
  }
  if (rows.some((row) => depthOf(row, tableLimits.depth) > tableLimits.depth)) {
    return err(appError('limit', `A row of the data set is nested deeper than ${tableLimits.depth} levels.`));
  }
  return checkSize(rows.length, 0) ?? ok(rows);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

function parseLines(text: string): unknown[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const rows: unknown[] = [];
  for (const line of lines) {
    const row = parseJson(line);
    if (row === null) return null;
    rows.push(row);
  }
  return rows.length === 0 ? null : rows;
}

function depthOf(value: Json, limit: number): number {
  if (limit < 0 || typeof value !== 'object' || value === null) return 0;
  let deepest = 0;
  for (const child of Object.values(value)) deepest = Math.max(deepest, depthOf(child, limit - 1));
  return 1 + deepest;
}

function checkSize(rows: number, columns: number): Result<never> | null {
  if (rows > tableLimits.rows) {
    return err(appError('limit', `The data set has more than ${tableLimits.rows} rows: import a part of it.`));
  }
  if (columns > tableLimits.columns) {
    return err(appError('limit', `The data set has more than ${tableLimits.columns} columns.`));
  }
  return null;
}
