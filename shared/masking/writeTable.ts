import type { Json, JsonObject } from '../base/json.ts';
import type { TableFormat } from './readTable.ts';

/** Rows in the format that they came in: RFC 4180, or a JSON list with a row a line. */
export function writeTable(rows: readonly JsonObject[], format: TableFormat): string {
  if (format === 'json') return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
  const names = Object.keys(rows[0] ?? {});
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? null))];
  return lines.map((values) => `${values.map(field).join(',')}\r\n`).join('');
}

function field(value: Json): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
