import { expect, it } from 'vitest';
import { sqlInterpolation } from '../../shared/diagnostics/rules/sql-interpolation.ts';
import { describeRule, fixed, marked } from './ruleHarness.ts';

describeRule(sqlInterpolation);

const query = (sql: string) =>
  `- a:\n    call: database:1.0.0@default\n    with:\n      connection: c\n      sql: ${sql}\n`;

it.each([
  [`\${ "select \\(.columns) from t where id = \\(.id)" }`, ['.columns', '.id']],
  [`\${ "select 1" + (if .x then " where x = " + .x else "" end) }`, ['if .x then " where x = " + .x else "" end']],
  [`\${ .sql }`, ['.sql']],
  ['"select {{a}} {{#if b}}{{c}}{{/if}}"', ['{{a}}', '{{c}}']],
])('marks what becomes part of %s', (sql, expected) => {
  expect(marked(sqlInterpolation, query(sql))).toEqual(expected);
});

it.each([
  'select 1',
  `\${ "select 1" + " from t" }`,
  `\${ "select 1 from t order by id" + (if .newest then " desc" elif .oldest then " asc" else "" end) }`,
])('accepts %s', (sql) => {
  expect(marked(sqlInterpolation, query(sql))).toEqual([]);
});

it('has nothing to do with parameters and values', () => {
  const text = query('select 1').replace('connection: c', 'connection: c\n      parameters: [ "{{id}}" ]');
  expect(marked(sqlInterpolation, text)).toEqual([]);
});

it.each([
  [
    `"select * from t where id = '{{id}}'"`,
    ['sql: "select * from t where id = :id"', 'parameters: { id: "${ .id }" }'],
  ],
  [
    '"select * from t where a = {{order.id}} and b = {{b}}"',
    ['a = :order_id and b = :b"', 'order_id: "${ .order.id }"'],
  ],
  [
    `'\${ "select * from t where id = " + .order.id + " limit 1" }'`,
    ['sql: "select * from t where id = :id limit 1"', 'id: "${ .order.id }"'],
  ],
])('binds the values of %s', (sql, parts) => {
  const after = fixed(
    sqlInterpolation,
    `- a:\n    call: database:1.0.0@default\n    with:\n      connection: c\n      sql: ${sql}\n`,
  );
  for (const part of parts) expect(after).toContain(part);
});
