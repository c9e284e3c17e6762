import { expect, it } from 'vitest';
import { databasePolicyAndTenant } from '../../shared/diagnostics/rules/database-policy-and-tenant.ts';
import { completed, describeRule, findingsIn, fixed } from './ruleHarness.ts';

describeRule(databasePolicyAndTenant);

const rule = databasePolicyAndTenant;
const policy = {
  policy: 1 as const,
  database: {
    tables: {
      orders: { operators: ['query' as const, 'delete' as const], fields: ['id'] },
      notes: { operators: ['insert' as const], fields: null },
    },
    tenantColumn: null,
  },
};
const act = (more: string) => `- a:\n    call: database:1.0.0@default\n    with: { connection: c, ${more} }\n`;
const messages = (text: string, patch: Parameters<typeof findingsIn>[1] = policy) =>
  findingsIn(completed(text), patch)
    .filter(({ rule: id }) => id === rule.id)
    .map(({ message }) => message);

it.each([
  ['operation: query, table: orders, filter: { id: 1 }', 0],
  ['operation: update, table: orders, filter: { id: 1 }', 1],
  ['operation: query, table: orders, filter: { secret: 1 }', 1],
  ['operation: insert, table: notes, values: { anything: 1 }', 0],
  ['operation: query, table: "${ .table }"', 1],
  ['operation: delete, table: orders', 1],
  ['operation: delete, table: orders, filter: {}', 1],
  ['sql: "select id from orders where id = 1"', 0],
  ['sql: "select o.id from orders o join salaries s on s.id = o.id"', 1],
  ['sql: "insert into orders (id) values (1)"', 1],
  ['operation: query, table: orders, filter: "${ .filter }"', 1],
  ['operation: query, table: orders, filter: "${ {id: .id} }"', 0],
  ['operation: query, table: orders, filter: "${ {(.name): .id} }"', 1],
  ['operation: insert, table: notes, values: "${ .note }"', 0],
  [`sql: 'select * from "salaries"'`, 1],
  ['sql: "select * from orders o, salaries s where o.id = s.id"', 1],
  ['sql: "select * from billing.orders"', 0],
  ['sql: "with o as (select id from orders) select * from o"', 0],
  ['sql: "insert into notes select id from orders"', 0],
  ['sql: "insert into notes (id) values (1)"', 0],
  ['sql: "delete from orders where id in (select id from notes)"', 1],
  ['sql: "select id from orders where id in (1, 2) for update"', 0],
  ['sql: "select extract(year from id), id from orders"', 0],
  [`sql: "select 'from secrets' as text from orders"`, 0],
])('reads %s', (more, count) => {
  expect(messages(act(more))).toHaveLength(count);
});

it('wants a tenant where the policy names its column, in SQL as well', () => {
  const patch = { policy: 1 as const, database: { tables: null, tenantColumn: 'tenant_id' } };
  expect(messages(act('operation: query, table: t'), patch)).toHaveLength(1);
  expect(messages(act('operation: query, table: t, tenant: "${ .tenant }"'), patch)).toEqual([]);
  expect(messages(act('sql: "select 1 from t where Tenant_Id = :t"'), patch)).toEqual([]);
  expect(messages(act('sql: "select 1 from t -- tenant_id"'), patch)).toHaveLength(1);
  expect(messages(act('sql: "select tenant_id from t"'), patch)).toHaveLength(1);
  expect(messages(act('sql: "select 1 from t where t.tenant_id in (:a)"'), patch)).toEqual([]);
  expect(messages(act('sql: "select 1 from t where :a = t.tenant_id"'), patch)).toEqual([]);
  expect(messages(act('sql: "insert into t (id, tenant_id) values (1, :t)"'), patch)).toEqual([]);
  expect(messages(act('operation: query, table: t, tenant: "*"'), patch)).toHaveLength(1);
  expect(messages(act('operation: query, table: t, tenant: null'), patch)).toHaveLength(1);
  expect(fixed(rule, act('operation: query, table: t'), patch)).toContain('tenant: "${ $context.tenant }"');
});
