import type { DocumentModel } from '../model.ts';
import { taskMember } from '../modelTask.ts';
import type { Report, Rule } from '../rule.ts';
import { sqlStatements } from '../sqlStatements.ts';

const database = '- tidy:\n    call: database:1.0.0@default\n    with:\n      connection: orders\n';

/** SQL that does more than one thing, changes the database itself, or changes every row. */
export const sqlMultiOrDdl: Rule = {
  id: 'sql-multi-or-ddl',
  title: 'SQL with more than one effect',
  severity: 'warning',
  confidence: 'high',
  why: 'A call should run one statement on some rows. With several in one text a fault in between leaves half of them done, and an injected one goes unnoticed. Statements that change tables, rights or the whole of a table belong into migrations, which are reviewed and can be undone.',
  remedy: 'Use one call for each statement, name the rows in `where`, and leave tables and rights to migrations.',
  references: [
    { title: 'CWE-89: SQL Injection', url: 'https://cwe.mitre.org/data/definitions/89.html' },
    { title: 'CWE-250: Execution with Unnecessary Privileges', url: 'https://cwe.mitre.org/data/definitions/250.html' },
  ],
  fix: null,
  examples: {
    bad: [
      {
        title: 'two statements',
        text: `${database}      sql: "delete from a where id = 1; delete from b where id = 1"\n`,
      },
      { title: 'a change of the database', text: `${database}      sql: drop table old_orders\n` },
      { title: 'a change of every row', text: `${database}      sql: delete from orders\n` },
    ],
    good: [
      {
        title: 'one statement on some rows',
        text: `${database}      sql: "delete from orders where id = :id;"\n      parameters: { id: "\${ .id }" }\n`,
      },
    ],
  },
  check,
};

const changesDatabase =
  /^(create|drop|alter|truncate|rename|grant|revoke|vacuum|attach|detach|copy|call|exec|execute|do)$/;

function check(model: DocumentModel, report: Report): void {
  const texts = model.texts.filter(({ path }) => path.at(-1) === 'sql' && path.at(-2) === 'with');
  for (const text of texts) {
    const { task } = text;
    if (task === null || task.action !== 'database' || taskMember(task, 'with', 'sql') !== text.value) continue;
    const say = (message: string, help: string, part: { start: number; end: number }): void =>
      report({ message, help, pointer: text.pointer, range: model.rangeIn(text, part) });
    const statements = sqlStatements(text.value);
    const second = statements[1];
    if (second !== undefined) {
      say('This is more than one statement.', 'Use one call for each statement.', second.range);
    }
    for (const { words, range } of statements) {
      const [verb] = words;
      if (verb === undefined) continue;
      if (changesDatabase.test(verb)) {
        const part = { start: range.start, end: range.start + verb.length };
        say(`\`${verb}\` changes the database, and not rows of it.`, 'Leave it to a migration.', part);
      } else if ((verb === 'delete' || verb === 'update') && !words.includes('where')) {
        say(`This \`${verb}\` reaches every row.`, 'Name the rows in `where`.', range);
      }
    }
  }
}
