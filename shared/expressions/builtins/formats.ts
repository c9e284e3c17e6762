import { fail, failWith } from '../failure.ts';
import type { Meter } from '../meter.ts';
import { printJson } from '../printJson.ts';
import { printNumber } from '../printNumber.ts';
import { isArray, isNumber, typeName, type Value } from '../value.ts';
import { decodeBase32, encodeBase32 } from './base32.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { decodeUri, encodeUri } from './uri.ts';

/** The text of a value as `tostring` and `@text` give it. */
export function toText(value: Value, meter: Meter): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return printNumber(value);
  return toJsonText(value, meter);
}

/** The JSON text of a value. */
export function toJsonText(value: Value, meter: Meter): string {
  const text = printJson(value, meter);
  meter.text(text.length);
  meter.work(text.length >> 3);
  return text;
}

/** Makes a text of a value. */
export type Formatter = (value: Value, meter: Meter) => string;

const formatters: ReadonlyMap<string, Formatter> = new Map<string, Formatter>([
  ['text', toText],
  ['json', toJsonText],
  ['csv', metered((value, meter) => row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""')}"`, meter))],
  ['tsv', metered((value, meter) => row(value, 'tsv', '\t', escapeTsv, meter))],
  ['html', metered((value, meter) => toText(value, meter).replace(/[<>&'"]/g, (mark) => entities[mark] ?? mark))],
  ['uri', metered((value, meter) => encodeUri(toText(value, meter)))],
  ['urid', metered((value, meter) => decodeUri(toText(value, meter)))],
  ['sh', metered((value, meter) => shellWords(isArray(value) ? value : [value], meter))],
  ['base64', metered((value, meter) => encodeBase64(toText(value, meter)))],
  ['base32', metered((value, meter) => encodeBase32(toText(value, meter)), 2)],
  ['base32d', metered((value, meter) => decodeBase32(toText(value, meter)), 2)],
  ['base64d', metered((value, meter) => decodeBase64(toText(value, meter)), 2)],
]);

/** A formatter whose text counts as memory, and as work. */
function metered(formatter: Formatter, charactersPerStep = 8): Formatter {
  return (value, meter) => {
    const text = formatter(value, meter);
    meter.text(text.length);
    meter.work(Math.trunc(text.length / charactersPerStep));
    return text;
  };
}

/** The names of formats, without the `@`. */
export const formatNames: readonly string[] = [...formatters.keys()];

/** `@name` applied to a value. */
export function formatValue(name: string, value: Value, meter: Meter): string {
  const format = formatOf(name);
  return format === null ? fail((show) => `${show.raw(name)} is not a valid format`) : format(value, meter);
}

/** The function behind `@name`; null where there is no format of that name. */
export function formatOf(name: string): Formatter | null {
  return formatters.get(name) ?? null;
}

const entities: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&apos;',
  '"': '&quot;',
};

function row(value: Value, name: string, separator: string, quote: (text: string) => string, meter: Meter): string {
  if (!isArray(value)) return failWith(value, `cannot be ${name}-formatted, only array`);
  meter.work(value.length);
  return value.map((cell) => formatCell(cell, quote, meter)).join(separator);
}

function formatCell(cell: Value, quote: (text: string) => string, meter: Meter): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'string') {
    meter.text(cell.length);
    return quote(cell);
  }
  if (isNumber(cell)) return Number.isNaN(cell) ? '' : toText(cell, meter);
  return failWith(cell, 'is not valid in a csv row');
}

const tsvEscapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

function escapeTsv(text: string): string {
  return text.replace(/[\t\n\r\\]/g, (mark) => tsvEscapes[mark] ?? mark);
}

function shellWords(values: readonly Value[], meter: Meter): string {
  meter.work(values.length);
  return values.map((value) => shellWord(value, meter)).join(' ');
}

function shellWord(value: Value, meter: Meter): string {
  const type = typeName(value);
  if (type === 'array' || type === 'object') return failWith(value, 'can not be escaped for shell');
  if (typeof value !== 'string') return toText(value, meter);
  meter.text(value.length);
  return `'${value.replaceAll("'", "'\\''")}'`;
}
