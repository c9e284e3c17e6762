import { expect, it } from 'vitest';
import { sqlMultiOrDdl } from '../../shared/diagnostics/rules/sql-multi-or-ddl.ts';
import { describeRule, marked } from './ruleHarness.ts';

describeRule(sqlMultiOrDdl);

const rule = sqlMultiOrDdl;
const sql = (text: string) =>
  `- a:\n    call: database:1.0.0@default\n    with: { connection: c, sql: ${JSON.stringify(text)} }\n`;

it.each([
  ['select 1; select 2', ['select 2']],
  ['select 1;', []],
  ['select 1; -- done; really', []],
  ["select * from a where b = 'x; drop table y'", []],
  ["select * from a where b = 'it''s; drop table y'", []],
  ["select * from a where b = 'x' /* ; drop */", []],
  ['select * from "a;b"', []],
  ['select $q$ ; drop $q$', []],
  ['TRUNCATE orders', ['TRUNCATE']],
  ['-- why\nalter table a add b int', ['alter']],
  ['update a set b = 1', ['update a set b = 1']],
  ['update a set b = 1 where c = 2', []],
  ['with x as (select 1) select * from x', []],
  ["insert into a values ('drop')", []],
  ['select deleted from a', []],
  ['', []],
])('reads %s', (text, expected) => {
  expect(marked(rule, sql(text))).toEqual(expected);
});

it('leaves other places alone', () => {
  expect(marked(rule, '- a:\n    set: { with: { sql: drop table a } }\n')).toEqual([]);
});
