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
  ['delete from a where 1 = 1', ['delete from a where 1 = 1']],
  ['update a set b = 1 where true returning *', ['update a set b = 1 where true returning *']],
  ['update a set b = (select 1 from c where d = 1)', ['update a set b = (select 1 from c where d = 1)']],
  [
    'with x as (delete from a returning *) select * from x where b = 1',
    ['with x as (delete from a returning *) select * from x where b = 1'],
  ],
  ['with x as (select 1) delete from a where b in (select * from x)', []],
  ['insert into a (b) values (1) on conflict (b) do update set b = 2', []],
  ['select * from a where b = 1 for update', []],
  ['explain analyze delete from a', ['explain analyze delete from a']],
  ['select * into b from a', ['select * into b from a']],
  ["select * from a into outfile '/tmp/x'", ["select * from a into outfile '/tmp/x'"]],
  ["load data infile '/etc/passwd' into table a", ['load']],
  ['set role admin', ['set']],
  ["select pg_read_file('/etc/passwd')", ["select pg_read_file('/etc/passwd')"]],
  ['select 1 /*! ; drop table a */', ['/*! ; drop table a */']],
  ['', []],
])('reads %s', (text, expected) => {
  expect(marked(rule, sql(text))).toEqual(expected);
});

it('leaves other places alone', () => {
  expect(marked(rule, '- a:\n    set: { with: { sql: drop table a } }\n')).toEqual([]);
});

it('reads what an expression writes itself', () => {
  expect(marked(rule, sql('${ "drop table a" }'))).toEqual(['\\"drop table a\\"']);
  expect(marked(rule, sql('${ "delete from a where id = " + .id }'))).toEqual([]);
  expect(marked(rule, sql('${ "delete from a; delete from b where id = " + .id }'))).toHaveLength(2);
});
