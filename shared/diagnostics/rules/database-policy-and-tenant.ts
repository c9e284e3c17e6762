import { isJsonObject, type Json } from '../../base/json.ts';
import { isRuntimeExpression } from '../../expressions/runtimeExpression.ts';
import { databaseOperators, type Policy } from '../../policy/policy.ts';
import { keyName } from '../flow/stepPath.ts';
import type { PartModel } from '../model.ts';
import { type ModelTask, taskMember } from '../modelTask.ts';
import type { ModelText } from '../modelText.ts';
import type { Report, Rule } from '../rule.ts';
import { sqlStatements, tablesOf } from '../sqlStatements.ts';

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
  if (tenantColumn === null) return;
  const tenant = taskMember(task, 'with', 'tenant');
  const message = `Nothing keeps this to one tenant: the policy names the column \`${tenantColumn.slice(0, 60)}\`.`;
  const help = 'Say in `tenant` whose rows are meant.';
  if (tenant !== undefined) {
    const isAnyone = tenant === null || (typeof tenant === 'string' && /^\s*[*%]?\s*$/.test(tenant));
    if (isAnyone) report({ message, help, ...model.placeOf(`${task.reference}/with/tenant`) });
    return;
  }
  const sql = taskMember(task, 'with', 'sql');
  if (typeof sql === 'string' && bindsColumn(sql, tenantColumn)) return;
  const pointer = `${task.reference}/with`;
  const edit = model.insertEntry(pointer, 'tenant', '${ $context.tenant }');
  report({
    message,
    help,
    ...model.placeOf(pointer, 'key'),
    fixes: edit === null ? [] : [{ title: 'Take the tenant from the context', safe: false, edits: [edit] }],
  });
}

/** Whether each statement compares the column with something, or inserts it; to show it alone keeps nothing apart. */
function bindsColumn(sql: string, column: string): boolean {
  return sqlStatements(sql).every(({ tokens }) => {
    const isInsertion = tokens.some(({ text, kind }) => kind === 'word' && text === 'insert');
    return tokens.some(({ text, kind }, at) => {
      if (kind === 'other' || text.toLowerCase() !== column.toLowerCase()) return false;
      const before = tokens[at - 1]?.text === '.' ? tokens[at - 3]?.text : tokens[at - 1]?.text;
      return isInsertion || /^(=|in|is)$/.test(tokens[at + 1]?.text ?? '') || before === '=';
    });
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
    const given = taskMember(task, 'with', part);
    const names = namesIn(given, model.part.textAt(`${task.reference}/with/${part}`));
    if (names === null && allowed.fields !== null) {
      say(part, 'Data decides which fields this names.', 'Write the names of the fields here.');
    }
    for (const name of names ?? []) {
      if (allowed.fields?.includes(name) !== false) continue;
      say(
        part,
        `The policy does not list the field \`${name.slice(0, 60)}\` of \`${table.slice(0, 60)}\`.`,
        'Use fields that the policy lists for this table.',
      );
    }
  }
}

/** The fields that an argument names; null where data decides that. */
function namesIn(value: Json | undefined, text: ModelText | undefined): readonly string[] | null {
  if (isJsonObject(value)) return Object.keys(value);
  if (Array.isArray(value)) return value.flatMap((row) => (isJsonObject(row) ? Object.keys(row) : []));
  if (text === undefined || text.expression === null) return [];
  const { tree } = text.expression;
  if (tree.kind !== 'object') return null;
  const names = tree.entries.map(({ key }) => keyName(key));
  return names.every((name) => name !== null) ? names : null;
}

function checkSql(model: PartModel, task: ModelTask, report: Report): void {
  const sql = taskMember(task, 'with', 'sql');
  const { tables } = model.policy.database;
  if (tables === null || typeof sql !== 'string' || isRuntimeExpression(sql)) return;
  const place = model.placeOf(`${task.reference}/with/sql`);
  const said = new Set<string>();
  const say = (message: string): void => {
    if (said.has(message)) return;
    said.add(message);
    report({ message, help: 'Use what `database.tables` of the policy lists.', ...place, confidence: 'medium' });
  };
  for (const statement of sqlStatements(sql)) {
    for (const { name, path, operator } of tablesOf(statement)) {
      const allowed = tableOf(tables, path) ?? tableOf(tables, name);
      if (allowed === undefined) say(`The policy does not list the table \`${path.slice(0, 60)}\`.`);
      else if (!allowed.operators.includes(operator)) {
        say(`The policy does not allow \`${operator}\` on \`${path.slice(0, 60)}\`.`);
      }
    }
  }
}

function tableOf(tables: NonNullable<Policy['database']['tables']>, wanted: string): Table | undefined {
  const known = Object.keys(tables).find((name) => name.toLowerCase() === wanted.toLowerCase());
  return known === undefined ? undefined : tables[known];
}
