import { isJsonObject, type Json } from '../../base/json.ts';
import { isRuntimeExpression } from '../../expressions/runtimeExpression.ts';
import { databaseOperators, type Policy } from '../../policy/policy.ts';
import type { PartModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';
import { sqlStatements } from '../sqlStatements.ts';

const act = (more: string) =>
  `- change:\n    call: database:1.0.0@default\n    with:\n      connection: orders\n${more}`;
const tables = {
  policy: 1 as const,
  database: {
    tables: { orders: { operators: ['query' as const, 'update' as const], fields: ['id', 'state'] } },
    tenantColumn: 'tenant_id',
  },
};

/** Database actions that the policy does not allow, or that reach into other tenants. */
export const databasePolicyAndTenant: Rule = {
  id: 'database-policy-and-tenant',
  title: 'Database action outside of the policy',
  severity: 'error',
  confidence: 'high',
  why: 'The connection of a workflow may do more than the workflow should. The policy says which tables, fields and operations it may use, and which column keeps tenants apart: a statement without it reads or changes the rows of everybody.',
  remedy:
    'Use what the policy lists under `database.tables`, say `tenant` where the policy names a tenant column, and name the rows of an update or a deletion in `filter`.',
  references: [
    {
      title: 'CWE-566: Authorization Bypass Through User-Controlled SQL Primary Key',
      url: 'https://cwe.mitre.org/data/definitions/566.html',
    },
    {
      title: 'OWASP: Database Security',
      url: 'https://cheatsheetseries.owasp.org/cheatsheets/Database_Security_Cheat_Sheet.html',
    },
  ],
  fix: 'review',
  examples: {
    bad: [
      { title: 'no tenant', text: act('      operation: query\n      table: orders\n'), policy: tables },
      {
        title: 'a table that the policy does not list',
        text: act('      operation: query\n      table: salaries\n      tenant: "${ .tenant }"\n'),
        policy: tables,
      },
      { title: 'a change of every row', text: act('      operation: delete\n      table: orders\n') },
    ],
    good: [
      {
        title: 'what the policy allows',
        text: act(
          '      operation: update\n      table: orders\n      tenant: "${ .tenant }"\n      values: { state: sent }\n      filter: { id: "${ .id }" }\n',
        ),
        policy: tables,
      },
      { title: 'no policy on tables', text: act('      operation: query\n      table: orders\n') },
    ],
  },
  checkTask,
};

type Table = NonNullable<Policy['database']['tables']>[string];

function checkTask(task: ModelTask, model: PartModel, report: Report): void {
  if (task.action !== 'database' || task.task.call === undefined || !hasArguments(task)) return;
  checkTenant(model, task, report);
  if (taskMember(task, 'with', 'sql') === undefined) checkOperation(model, task, report);
  else checkSql(model, task, report);
}

/** A call of a function that runs a database action may leave the arguments to it. */
function hasArguments(task: ModelTask): boolean {
  return taskMember(task, 'with', 'operation') !== undefined || taskMember(task, 'with', 'sql') !== undefined;
}

function checkTenant(model: PartModel, task: ModelTask, report: Report): void {
  const { tenantColumn } = model.policy.database;
  if (tenantColumn === null || taskMember(task, 'with', 'tenant') !== undefined) return;
  const sql = taskMember(task, 'with', 'sql');
  if (typeof sql === 'string' && wordsOf(sql).includes(tenantColumn.toLowerCase())) return;
  const pointer = `${task.reference}/with`;
  const edit = model.insertEntry(pointer, 'tenant', '${ $context.tenant }');
  report({
    message: `Nothing keeps this to one tenant: the policy names the column \`${tenantColumn.slice(0, 60)}\`.`,
    help: 'Say in `tenant` whose rows are meant.',
    ...model.placeOf(pointer, 'key'),
    fixes: edit === null ? [] : [{ title: 'Take the tenant from the context', safe: false, edits: [edit] }],
  });
}

function checkOperation(model: PartModel, task: ModelTask, report: Report): void {
  const say = (path: string, message: string, help: string): void => {
    report({ message, help, ...model.placeOf(`${task.reference}/with/${path}`) });
  };
  const operation = taskMember(task, 'with', 'operation');
  const table = taskMember(task, 'with', 'table');
  const filter = taskMember(task, 'with', 'filter');
  const changes = operation === 'update' || operation === 'delete';
  if (changes && (filter === undefined || (isJsonObject(filter) && Object.keys(filter).length === 0))) {
    say('operation', `This ${operation} has no \`filter\`: it is for every row.`, 'Name the rows in `filter`.');
  }
  const { tables } = model.policy.database;
  if (tables === null || typeof table !== 'string') return;
  if (isRuntimeExpression(table)) {
    say('table', 'Data decides which table this reaches.', 'Write the name of the table here.');
    return;
  }
  const allowed = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (allowed === undefined) {
    say(
      'table',
      `The policy does not list the table \`${table.slice(0, 60)}\`.`,
      'Use a table that `database.tables` lists.',
    );
    return;
  }
  const operator = databaseOperators.find((one) => one === operation);
  if (operator !== undefined && !allowed.operators.includes(operator)) {
    say(
      'operation',
      `The policy does not allow \`${operator}\` on \`${table.slice(0, 60)}\`.`,
      'Leave it out, or have the policy changed.',
    );
  }
  for (const part of ['values', 'filter']) {
    for (const name of namesOf(taskMember(task, 'with', part))) {
      if (allowed.fields?.includes(name) !== false) continue;
      say(
        part,
        `The policy does not list the field \`${name.slice(0, 60)}\` of \`${table.slice(0, 60)}\`.`,
        'Use fields that the policy lists for this table.',
      );
    }
  }
}

function namesOf(value: Json | undefined): readonly string[] {
  return isJsonObject(value) ? Object.keys(value) : [];
}

/** The words behind which an SQL text names a table. */
const naming = new Set(['from', 'join', 'into', 'update', 'table']);
const verbs: Readonly<Record<string, Table['operators'][number]>> = {
  select: 'query',
  insert: 'insert',
  update: 'update',
  delete: 'delete',
};

function checkSql(model: PartModel, task: ModelTask, report: Report): void {
  const sql = taskMember(task, 'with', 'sql');
  const { tables } = model.policy.database;
  if (tables === null || typeof sql !== 'string' || isRuntimeExpression(sql)) return;
  for (const { words } of sqlStatements(sql)) {
    const operator = verbs[words[0] ?? ''];
    const named = words.filter((_, index) => naming.has(words[index - 1] ?? '') && !naming.has(words[index] ?? ''));
    for (const table of new Set(named)) {
      const known = Object.keys(tables).find((name) => name.toLowerCase() === table);
      const allowed = known === undefined ? undefined : tables[known];
      const isAllowed = allowed !== undefined && (operator === undefined || allowed.operators.includes(operator));
      if (isAllowed) continue;
      report({
        message:
          allowed === undefined
            ? `The policy does not list the table \`${table.slice(0, 60)}\`.`
            : `The policy does not allow \`${operator}\` on \`${table.slice(0, 60)}\`.`,
        help: 'Use what `database.tables` of the policy lists.',
        ...model.placeOf(`${task.reference}/with/sql`),
        confidence: 'medium',
      });
    }
  }
}

function wordsOf(sql: string): readonly string[] {
  return sqlStatements(sql).flatMap(({ words }) => words);
}
