import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { typeColumns } from '../../../shared/masking/columns.ts';
import { readTable, tableLimits } from '../../../shared/masking/readTable.ts';
import { referenceFolder } from '../../reference.ts';

const spectrum = referenceFolder('csv/csv-spectrum');

describe.skipIf(spectrum === null)('csv-spectrum', () => {
  /** Their expected values are of another dialect: one row differs from the file, and one expects LF for CRLF. */
  const otherDialect = ['location_coordinates', 'newlines_crlf'];
  const names = spectrum === null ? [] : readdirSync(join(spectrum, 'csvs')).map((file) => file.replace('.csv', ''));

  it.each(names.filter((name) => !otherDialect.includes(name)))('%s', (name) => {
    const read = readTable(readFileSync(join(spectrum ?? '', 'csvs', `${name}.csv`), 'utf8'), 'csv');
    const expected = JSON.parse(readFileSync(join(spectrum ?? '', 'json', `${name}.json`), 'utf8'));
    expect(read).toEqual({ ok: true, value: Array.isArray(expected) ? expected : [expected] });
  });
});

describe('CSV', () => {
  it.each([
    ['a;b\n1;2', { a: '1', b: '2' }],
    ['a\tb\n1\t2', { a: '1', b: '2' }],
    ['\uFEFFa,b\r\n1,2\r\n', { a: '1', b: '2' }],
  ])('reads the dialect of %j', (text, row) => {
    expect(readTable(text, 'csv')).toEqual({ ok: true, value: [row] });
  });

  it('keeps a column called __proto__ as a column', () => {
    const read = readTable('__proto__,b\nx,y', 'csv');
    expect(read.ok && Object.keys(read.value[0] ?? {})).toEqual(['__proto__', 'b']);
  });

  it.each([
    ['', 'empty'],
    ['a,a\n1,2', 'same name'],
    ['a,b\n1', 'line 2'],
    ['a,b\n"1,2', 'never closed'],
    ['a,b\nx"y,2', 'misplaced'],
  ])('says what is wrong with %j', (text, words) => {
    const read = readTable(text, 'csv');
    expect(read.ok ? '' : read.error.message).toContain(words);
  });

  it('does not repeat a value in an error', () => {
    const read = readTable('ssn,b\n"078-05-1120"x,2', 'csv');
    expect(JSON.stringify(read)).not.toContain('078');
  });

  it('refuses too many rows and columns', () => {
    const rows = readTable(`a\n${'1\n'.repeat(tableLimits.rows + 1)}`, 'csv');
    expect(rows.ok ? '' : rows.error.code).toBe('limit');
    const columns = readTable(
      Array.from({ length: tableLimits.columns + 1 }, (_, index) => `c${index}`).join(','),
      'csv',
    );
    expect(columns.ok ? '' : columns.error.code).toBe('limit');
  });
});

describe('JSON', () => {
  it('reads a list, one object and one object a line', () => {
    for (const text of ['[{"a":1},{"a":2}]', '{"a":1}\n{"a":2}\n']) {
      expect(readTable(text, 'json')).toEqual({ ok: true, value: [{ a: 1 }, { a: 2 }] });
    }
    expect(readTable('{"a":1}', 'json')).toEqual({ ok: true, value: [{ a: 1 }] });
  });

  it.each(['', 'nonsense', '[1,2]', '"text"', '[{"a":1}'])('refuses %j', (text) => {
    expect(readTable(text, 'json')).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  });

  it('refuses what is nested too deep', () => {
    const deep = `[${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}]`;
    expect(readTable(deep, 'json')).toMatchObject({ ok: false, error: { code: 'limit' } });
  });
});

describe('typeColumns', () => {
  it('turns whole columns into numbers and booleans and leaves codes alone', () => {
    const rows = [
      { amount: '12.5', code: '007', paid: 'true', mixed: '1', kept: '5' },
      { amount: '', code: '12', paid: 'false', mixed: 'x', kept: '6' },
    ];
    expect(typeColumns(rows, new Set(['kept']))).toEqual([
      { amount: 12.5, code: '007', paid: true, mixed: '1', kept: '5' },
      { amount: null, code: '12', paid: false, mixed: 'x', kept: '6' },
    ]);
  });
});
